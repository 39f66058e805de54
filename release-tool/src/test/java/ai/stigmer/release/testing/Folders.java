package ai.stigmer.release.testing;

import ai.stigmer.release.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makers of files for tests.
public final class Folders {

  /// The digest of every file below a folder.
  public static Map<Path, Digest> content(Path folder) throws IOException {
    var content = new TreeMap<Path, Digest>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file), Digest.ofFile(file));
      }
    }
    return content;
  }

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

  /// Deletes a folder with all that is in it.
  public static void delete(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> found = Files.walk(folder)) {
      left = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : left) {
      Files.delete(path);
    }
  }

  /// Sets a file's permissions, as in `rwx------`, and the time it was last modified.
  public static void touch(Path file, String permissions, Instant time) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
