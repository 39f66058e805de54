package ai.stigmer.release.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// Makers of files for tests.
public final class Folders {

  private Folders() {}

  /// Writes a file, with the folders above it.
  public static Path write(Path file, String content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, content);
  }

  /// Writes a file its owner may execute.
  public static Path writeExecutable(Path file, String content) throws IOException {
    write(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Sets a file's permissions, as in `rwx------`, and the time it was last modified.
  public static void touch(Path file, String permissions, Instant time) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
