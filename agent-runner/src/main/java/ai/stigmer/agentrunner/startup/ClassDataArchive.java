package ai.stigmer.agentrunner.startup;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// The file in the data volume from which the JVM takes the libraries' classes ready made (JEP 310,
/// "Application Class-Data Sharing"): the first start writes it, later ones map it.
///
/// Its name, which the image's build chose, is a digest of the JVM and of every library, so that no
/// other image takes it for its own. The JVM itself checks it and goes on without it. Images that
/// share a volume keep one each: a start marks its archive as used, and whoever writes one deletes
/// those that no start has used for [#UNUSED].
public final class ClassDataArchive {

  /// The system property that names the archive's file; without it there is none.
  static final String ARCHIVE = "stigmer.class-data.archive";

  /// The system property that names the file of options with which a JVM writes an archive.
  static final String OPTIONS = "stigmer.class-data.options";

  /// The JVM that writes takes some 250 MB beside the worker's 120. The worker's heap may become
  /// half of the container's limit, so with less than this of heap both would not fit.
  private static final long LEAST_HEAP = 200L << 20;

  /// Has a JVM, with its options, write to the file that is the last argument. Written by the JVM
  /// the file would stay in the system's cache, which counts as memory of this container; written
  /// past that by dd, where the file system can do it, it does not. The image's shell brings
  /// renice, but not nice.
  private static final String WRITER =
      """
      renice -n 19 -p $$
      "$1" "$2" -XX:SharedArchiveFile="$3"
      if dd if="$3" of="$3.part" bs=1M oflag=direct; then mv "$3.part" "$3"; else rm -f "$3.part"; fi
      """;

  private static final long LIMIT_MINUTES = 10;
  private static final Duration UNUSED = Duration.ofDays(14);

  /// Nobody still writes what has not grown for so long.
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final System.Logger LOGGER = System.getLogger(ClassDataArchive.class.getName());

  private final Path archive;
  private final List<String> writer;

  /// An archive that this command writes.
  ///
  /// @param writer a command to which the file's name is added
  ClassDataArchive(Path archive, List<String> writer) {
    this.archive = archive;
    this.writer = List.copyOf(writer);
  }

  /// Writes the archive this JVM would have liked to start from, in a process of the lowest
  /// priority, and returns at once. If this JVM started from it, marks it as used and deletes what
  /// nobody uses. Does nothing if the image names none, or if memory is short.
  public static void writeInBackground() {
    Properties properties = System.getProperties();
    inUse(properties).ifPresent(ClassDataArchive::keep);
    wanted(properties, Runtime.getRuntime().maxMemory())
        .ifPresent(archive ->
            Thread.ofPlatform().daemon().name("class-data-archive").start(archive::tryToWrite));
  }

  /// The archive this JVM started from, if there is one.
  static Optional<Path> inUse(Properties properties) {
    return named(properties).filter(_ -> shares(properties));
  }

  /// The archive to write, if there is one.
  ///
  /// @param heap the most memory that the heap may take, in bytes
  static Optional<ClassDataArchive> wanted(Properties properties, long heap) {
    Optional<Path> archive = named(properties);
    String options = properties.getProperty(OPTIONS, "");
    if (archive.isEmpty() || options.isEmpty() || shares(properties) || heap < LEAST_HEAP) {
      return Optional.empty();
    }
    String java = Path.of(properties.getProperty("java.home", "")).resolve("bin/java").toString();
    return Optional.of(
        new ClassDataArchive(
            archive.get(), List.of("/bin/sh", "-euc", WRITER, "sh", java, "@" + options)));
  }

  private static Optional<Path> named(Properties properties) {
    return Optional.of(properties.getProperty(ARCHIVE, ""))
        .filter(name -> !name.isEmpty())
        .map(Path::of);
  }

  private static boolean shares(Properties properties) {
    return properties.getProperty("java.vm.info", "").contains("sharing");
  }

  /// Keeps an archive from being deleted, and deletes what nobody uses: a worker that was stopped
  /// while it wrote has left its half.
  static void keep(Path archive) {
    Path folder = archive.resolveSibling("");
    try {
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
      deleteUnused(folder);
    } catch (IOException failure) {
      LOGGER.log(
          System.Logger.Level.INFO, "{0} cannot be kept in order: {1}", folder, failure.toString());
    }
  }

  private void tryToWrite() {
    try {
      write();
    } catch (IOException failure) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "The next start will be no faster than this one: no class-data archive at {0}: {1}",
          archive,
          failure.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes the archive, which appears only when it is whole, and deletes what nobody uses.
  ///
  /// @throws IOException if it cannot be written
  void write() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(archive.toAbsolutePath().getParent());
    Path part = Files.createTempFile(folder, "classes-", ".part");
    try {
      var command = new ArrayList<>(writer);
      command.add(part.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException("it was not written within %d minutes".formatted(LIMIT_MINUTES));
      }
      if (process.exitValue() != 0) {
        throw new IOException("what writes it ended with " + process.exitValue());
      }
      Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    deleteUnused(folder);
  }

  private static void deleteUnused(Path folder) throws IOException {
    deleteOld(folder, "classes-*.jsa", UNUSED);
    deleteOld(folder, "classes-*.part", ABANDONED);
  }

  private static void deleteOld(Path folder, String names, Duration age) throws IOException {
    Instant oldest = Instant.now().minus(age);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
