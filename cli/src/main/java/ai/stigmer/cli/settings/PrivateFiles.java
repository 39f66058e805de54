package ai.stigmer.cli.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Folders and files that only their owner sees. A file is there whole or not at all.
public final class PrivateFiles {

  private static final String ENDING = ".new";

  /// No writing takes as long: what is older was left by a program that was killed.
  private static final Duration LONGEST_WRITING = Duration.ofMinutes(1);

  /// Puts what was written in its place.
  private interface Place {
    void put(Path written) throws IOException;
  }

  private PrivateFiles() {}

  /// Makes a folder, and those above it that are missing.
  ///
  /// @throws IOException if it is not there afterwards
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode("rwx------"));
    }
  }

  /// Writes a file in place of what is there; behind a symbolic link, in place of what it names.
  static void replace(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    write(
        real,
        text,
        written ->
            Files.move(
                written,
                real,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  /// Writes a file unless there is one.
  ///
  /// @return whether it was written
  static boolean create(Path file, String text) throws IOException {
    try {
      write(file, text, written -> Files.move(written, file));
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  private static void write(Path file, String text, Place place) throws IOException {
    Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
    makeFolder(folder);
    removeLeft(folder, file);
    Path next = Files.createTempFile(folder, file.getFileName() + ".", ENDING, mode("rw-------"));
    try {
      Files.writeString(next, text, UTF_8);
      place.put(next);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void removeLeft(Path folder, Path file) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, file.getFileName() + ".*" + ENDING)) {
      Instant latest = Instant.now().minus(LONGEST_WRITING);
      for (Path next : left) {
        // Of one that has just got its place the time is 0.
        if (next.toFile().lastModified() < latest.toEpochMilli()) {
          Files.deleteIfExists(next);
        }
      }
    }
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
