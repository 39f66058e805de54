package ai.stigmer.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of its classes that the assembled command makes and starts from.
class ClassArchiveIT {

  @TempDir private Path folder;
  private Unpacked unpacked;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    unpacked = Unpacked.in(folder);
  }

  @Test
  void aFirstRunMakesAnArchiveOfTheClassesOnce() throws IOException, InterruptedException {
    Path old = Files.createDirectories(unpacked.cache().resolve("stigmer")).resolve("old.jsa");
    Files.setLastModifiedTime(Files.createFile(old), FileTime.from(Instant.EPOCH));

    var another = new ProcessBuilder(unpacked.program().toString(), "version");
    another.environment().putAll(Map.of("XDG_CACHE_HOME", unpacked.cache().toString()));
    Process other = another.redirectOutput(Redirect.DISCARD).start();
    Unpacked.assertShowsTheVersion(unpacked.run("version"));
    assertThat(other.waitFor()).isZero();

    assertThat(archives()).hasSize(1).doesNotContain(old);
  }

  @Test
  void changedCodeRunsEvenIfItsJarHasTheSizeAndTimeOfTheOldOne()
      throws IOException, InterruptedException {
    Path jar = unpacked.home().resolve("lib/stigmer.jar");
    Path digest = unpacked.home().resolve("lib/jars.sha256");
    repack(jar, "commit  ", "commit  ");
    unpacked.run("version");
    List<Path> archives = archives();
    repack(jar, "commit  ", "COMMIT  ");

    // What the archive is trusted by has not changed: this shows that it is used.
    assertThat(unpacked.run("version").output()).contains("commit");
    Files.writeString(digest, "other\n");

    assertThat(unpacked.run("version").output()).contains("COMMIT");
    assertThat(archives()).containsAll(archives).hasSize(2);
    assertThat(unpacked.run("version").output()).contains("COMMIT");
  }

  @Test
  void theClassesOfTheCommandAndOfItsLibrariesAreTakenFromTheArchive()
      throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    Path java = javaThatLogsItsClasses(log);
    unpacked.runOn(java, "version");
    archives();

    Unpacked.assertShowsTheVersion(unpacked.runOn(java, "version"));

    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("ai.stigmer.cli.command.VersionCommand source: shared"))
        .anyMatch(line -> line.contains("picocli.CommandLine source: shared"));
  }

  /// A home of the Java of these tests, whose program writes where each class came from.
  private Path javaThatLogsItsClasses(Path log) throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    Path home = folder.resolve("java");
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.copy(java.resolve("release"), home.resolve("release"));
    Files.writeString(
        program,
        """
        #!/bin/sh
        [ "$1" = -Xlog:disable ] || exit 99
        shift
        exec "%s/bin/java" -Xlog:disable -Xlog:class+load:file=%s "$@"
        """
            .formatted(java, log));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void startsWithoutAPlaceForTheArchive() throws IOException, InterruptedException {
    Files.createFile(unpacked.cache());

    Unpacked.assertShowsTheVersion(unpacked.run("version"));
    assertThat(unpacked.cache()).isEmptyFile();
  }

  @Test
  void theDigestIsThatOfAllJars() throws IOException, InterruptedException {
    Unpacked.Outcome digest =
        Unpacked.start(
            Map.of(),
            "sh",
            "-c",
            "cat \"$1\"/lib/*.jar | sha256sum",
            "-",
            unpacked.home().toString());

    assertThat(digest.output())
        .startsWith(Files.readString(unpacked.home().resolve("lib/jars.sha256")).strip() + " ");
  }

  /// The archives there are once that of the present jars is made.
  private List<Path> archives() throws IOException, InterruptedException {
    String digest = Files.readString(unpacked.home().resolve("lib/jars.sha256")).strip();
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (Instant.now().isBefore(end)) {
      try (Stream<Path> files = Files.list(unpacked.cache().resolve("stigmer"))) {
        List<Path> found = files.toList();
        List<String> names = found.stream().map(file -> file.getFileName().toString()).toList();
        if (names.stream().anyMatch(name -> name.startsWith(digest))
            && names.stream().noneMatch(name -> name.endsWith(".work"))) {
          return found;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no archive was made");
  }

  /// Writes a jar anew without compressing it, with other words in it, and with the time of all
  /// reproducible jars.
  private static void repack(Path jar, String words, String others) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] content =
            new String(from.getInputStream(entry).readAllBytes(), ISO_8859_1)
                .replace(words, others)
                .getBytes(ISO_8859_1);
        var crc = new CRC32();
        crc.update(content);
        var next = new ZipEntry(entry.getName());
        next.setMethod(ZipEntry.STORED);
        next.setSize(content.length);
        next.setCrc(crc.getValue());
        next.setTime(0);
        to.putNextEntry(next);
        to.write(content);
      }
    }
    Files.write(jar, bytes.toByteArray());
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(1)));
  }
}
