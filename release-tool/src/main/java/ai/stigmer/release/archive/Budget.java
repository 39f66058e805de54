package ai.stigmer.release.archive;

import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.problem.ReleaseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Counts what an archive holds while it is read, and stops the reading at its limits: a small file
/// may unpack without end.
final class Budget {

  private final Path archive;
  private final Limits limits;
  private long entries;
  private long bytes;

  Budget(Path archive, Limits limits) {
    this.archive = archive;
    this.limits = limits;
  }

  void countEntry() {
    entries++;
    if (entries > limits.entries()) {
      throw tooLarge("more than " + limits.entries() + " entries");
    }
  }

  /// The same stream, counted.
  InputStream count(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        countBytes(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        countBytes(Math.max(count, 0));
        return count;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        countBytes(skipped);
        return skipped;
      }
    };
  }

  ReleaseException refused(String entry, String why) {
    return ReleaseException.input(
        "The archive '" + archive + "' is refused: its entry '" + entry + "' " + why,
        "Pack it again without that entry.");
  }

  private void countBytes(long count) {
    bytes += count;
    if (bytes > limits.bytes()) {
      throw tooLarge("more than " + limits.bytes() + " bytes unpacked");
    }
  }

  private ReleaseException tooLarge(String what) {
    return ReleaseException.input(
        "The archive '" + archive + "' is refused: it holds " + what, "Make it smaller.");
  }
}
