package ai.stigmer.release.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.archive.ArchiveReader.Entry;
import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.inventory.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Archives: the first byte says which kind, modulo three. No entry's path leaves the folder it
/// would be unpacked to, and no more is read than allowed.
final class ArchivesPromise implements Promise {

  private static final Path FOLDER = Path.of("/folder");
  private static final Limits LIMITS = new Limits(100, 1 << 20);

  @Override
  public void tryOn(byte[] input) throws Exception {
    try (Archive archive = Archive.of(input, ".tar", ".tar.gz", ".zip")) {
      var bytes = new AtomicLong();
      Failures.doneOrProblem(() ->
          ArchiveReader.read(
              archive.file(),
              LIMITS,
              (entry, content) -> bytes.addAndGet(requireHarmless(entry, content))));
      assertThat(bytes.get()).isLessThanOrEqualTo(LIMITS.bytes());
      Failures.valueOrProblem(() -> ArchiveReader.containsText(archive.file(), "1.2.3"));
      Failures.valueOrProblem(() -> Inventory.of(archive.file()));
    }
  }

  private static long requireHarmless(Entry entry, InputStream content) throws IOException {
    assertThat(FOLDER.resolve(entry.path()).normalize()).startsWithRaw(FOLDER);
    assertThat(entry.path()).doesNotStartWith("/").doesNotContain("\\");
    assertThat(entry.mode()).isBetween(0, 0777);
    return content.transferTo(OutputStream.nullOutputStream());
  }
}
