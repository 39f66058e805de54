package ai.stigmer.release.archive;

import static ai.stigmer.release.testing.Folders.touch;
import static ai.stigmer.release.testing.Folders.write;
import static ai.stigmer.release.testing.Folders.writeExecutable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.archive.ArchiveReader.Entry;
import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivePackerTest {

  private static final Instant TIME = Instant.parse("2026-03-01T12:34:57Z");

  @TempDir private Path work;

  @ParameterizedTest
  @ValueSource(strings = {"tidy.tar.gz", "tidy.zip"})
  void theBytesDependOnNothingButPathsContentsAndExecutableBits(String name) throws IOException {
    Path first = product(work.resolve("first"));
    Path second = product(work.resolve("elsewhere/second"));
    touch(second.resolve("bin/tidy"), "rwx------", Instant.parse("2001-01-01T00:00:00Z"));
    touch(second.resolve("LICENSE"), "rw-rw-rw-", Instant.parse("2030-01-01T00:00:00Z"));
    touch(second.resolve("lib"), "rwxrwxrwx", Instant.parse("2030-01-01T00:00:00Z"));

    byte[] inUtc = packIn("UTC", first, work.resolve("a").resolve(name));
    byte[] inKathmandu = packIn("Asia/Kathmandu", second, work.resolve("b").resolve(name));

    assertThat(inKathmandu).isEqualTo(inUtc);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidy.tar.gz", "tidy.zip"})
  void entriesAreSortedAndNormalised(String name) throws IOException {
    Path archive = work.resolve(name);
    ArchivePacker.pack(product(work.resolve("product")), archive, TIME);

    assertThat(entries(archive))
        .containsExactly(
            new Entry("LICENSE", false, 0644, 7, TIME),
            new Entry("bin", true, 0755, 0, TIME),
            new Entry("bin/tidy", false, 0755, 10, TIME),
            new Entry("lib", true, 0755, 0, TIME),
            new Entry("lib/empty", true, 0755, 0, TIME),
            new Entry("lib/größe-" + "x".repeat(200) + ".txt", false, 0644, 3, TIME));
  }

  @Test
  void aGzipHeaderHoldsNoTimeNoNameAndNoSystem() throws IOException {
    Path archive = work.resolve("tidy.tar.gz");
    ArchivePacker.pack(product(work.resolve("product")), archive, TIME);

    assertThat(Files.readAllBytes(archive)).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255);
  }

  @Test
  void aLinkWithinTheFolderIsReplacedByItsTarget() throws IOException {
    Path folder = product(work.resolve("product"));
    Files.createSymbolicLink(folder.resolve("bin/alias"), Path.of("tidy"));
    Files.createSymbolicLink(folder.resolve("share"), Path.of("bin"));
    Path archive = work.resolve("tidy.tar.gz");
    ArchivePacker.pack(folder, archive, TIME);

    assertThat(entries(archive))
        .contains(
            new Entry("bin/alias", false, 0755, 10, TIME),
            new Entry("share/tidy", false, 0755, 10, TIME));
  }

  @Test
  void aLinkThatLeavesTheFolderIsRefused() throws IOException {
    Path folder = product(work.resolve("product"));
    Path secret = write(work.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("lib/leak"), secret);

    assertRefused(folder, "tidy.tar.gz", "lib/leak', which leaves its folder");
  }

  @Test
  void aLinkToNowhereIsRefused() throws IOException {
    Path folder = product(work.resolve("product"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nothing"));

    assertRefused(folder, "tidy.tar.gz", "dangling', which leads nowhere");
  }

  @Test
  void aLinkInACircleIsRefused() throws IOException {
    Path folder = product(work.resolve("product"));
    Files.createSymbolicLink(folder.resolve("lib/up"), Path.of(".."));

    assertRefused(folder, "tidy.tar.gz", "lib/up', which leads around in a circle");
  }

  @Test
  void aSpecialFileIsRefused() throws IOException, InterruptedException {
    Path folder = product(work.resolve("product"));
    assertThat(new ProcessBuilder("mkfifo", folder + "/pipe").start().waitFor()).isZero();

    assertRefused(folder, "tidy.tar.gz", "pipe', which is neither a file nor a folder");
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    assertRefused(Files.createDirectory(work.resolve("empty")), "tidy.zip", "would be empty");
  }

  @Test
  void aMissingFolderIsRefused() {
    assertRefused(work.resolve("missing"), "tidy.zip", "which does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidy.rar", "tidy.tar", "tidy", "tidy.tar.bz2"})
  void anotherExtensionIsRefused(String name) throws IOException {
    assertRefused(product(work.resolve("product")), name, "is not the name of an archive");
  }

  @Test
  void aRefusedFolderLeavesTheOldArchive() throws IOException {
    Path archive = write(work.resolve("tidy.zip"), "the old one");
    assertRefused(Files.createDirectory(work.resolve("empty")), "tidy.zip", "would be empty");

    assertThat(archive).hasContent("the old one");
  }

  private void assertRefused(Path folder, String name, String words) {
    assertThatThrownBy(() -> ArchivePacker.pack(folder, work.resolve(name), TIME))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.INPUT))
        .hasMessageContaining(words);
  }

  private static byte[] packIn(String zone, Path folder, Path archive) throws IOException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      ArchivePacker.pack(folder, archive, TIME);
    } finally {
      TimeZone.setDefault(before);
    }
    return Files.readAllBytes(archive);
  }

  private static Path product(Path folder) throws IOException {
    write(folder.resolve("lib/größe-" + "x".repeat(200) + ".txt"), "ü\n");
    writeExecutable(folder.resolve("bin/tidy"), "#!/bin/sh\n");
    write(folder.resolve("LICENSE"), "Apache\n");
    Files.createDirectory(folder.resolve("lib/empty"));
    return folder;
  }

  private static List<Entry> entries(Path archive) {
    var entries = new ArrayList<Entry>();
    ArchiveReader.read(archive, Limits.STANDARD, (entry, content) -> entries.add(entry));
    return entries;
  }
}
