package ai.stigmer.release.archive;

import ai.stigmer.release.problem.ReleaseException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of this machine. What fails while its bytes are read or written is this machine's
/// trouble, and never taken for what damaged content does: an [IOException].
public final class LocalFile {

  private LocalFile() {}

  /// The bytes of a file.
  ///
  /// @return a stream whose reads fail with a [ReleaseException] of kind remote
  /// @throws IOException if it cannot be opened
  public static InputStream reading(Path file) throws IOException {
    return new Reading(file, Files.newInputStream(file));
  }

  /// A file that is to be written anew.
  ///
  /// @return a stream whose writes fail with a [ReleaseException] of kind remote
  /// @throws ReleaseException of kind remote if it cannot be opened
  public static OutputStream writing(Path file) {
    try {
      return new Writing(file, Files.newOutputStream(file));
    } catch (IOException failure) {
      throw Writing.failed(file, failure);
    }
  }

  private static final class Reading extends FilterInputStream {

    private final Path file;

    Reading(Path file, InputStream bytes) {
      super(bytes);
      this.file = file;
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException failure) {
        throw failed(failure);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException failure) {
        throw failed(failure);
      }
    }

    private ReleaseException failed(IOException failure) {
      return ReleaseException.remote(
          "The file " + file + " could not be read: " + failure.getMessage(),
          "Check the disk, then run again.",
          failure);
    }
  }

  private static final class Writing extends FilterOutputStream {

    private final Path file;

    Writing(Path file, OutputStream bytes) {
      super(bytes);
      this.file = file;
    }

    @Override
    public void write(int value) {
      try {
        out.write(value);
      } catch (IOException failure) {
        throw failed(file, failure);
      }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      try {
        out.write(buffer, offset, length);
      } catch (IOException failure) {
        throw failed(file, failure);
      }
    }

    static ReleaseException failed(Path file, IOException failure) {
      return ReleaseException.remote(
          "The file " + file + " could not be written: " + failure.getMessage(),
          "Check the space in its folder, then run again.",
          failure);
    }
  }
}
