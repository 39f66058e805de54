package ai.stigmer.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The assembled command as a user unpacks it: in a folder with a space, started through a link.
class LauncherIT {

  private static final String STAMP =
      """
      version=1.2.3
      commit=0123456789abcdef0123456789abcdef01234567
      image=ghcr.io/stigmer/agent-runner:v1.2.3@sha256:%s
      """
          .formatted("ab".repeat(32));

  @TempDir private Path folder;
  private Path cache;
  private Path home;
  private Path program;

  @BeforeEach
  void assemble() throws IOException, InterruptedException {
    cache = folder.resolve("cache");
    home = folder.resolve("a folder").resolve("stigmer 1.2.3");
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/stigmer.properties"), STAMP);
    Outcome assembled =
        start(Map.of(), Path.of("../scripts/archives/assemble-cli.sh").toString(), home.toString());
    assertThat(assembled.exitCode()).as(assembled.output()).isZero();
    program = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a folder", "second"));
    Files.createSymbolicLink(folder.resolve("a folder/second"), home.resolve("bin/stigmer"));
  }

  @Test
  void everyLibraryComesWithItsLicence() throws IOException {
    List<String> libraries;
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      libraries =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.equals("stigmer.jar"))
              .toList();
    }
    String licenses = Files.readString(home.resolve("licenses.txt"));

    assertThat(libraries).contains("picocli.jar");
    assertThat(libraries)
        .allSatisfy(name -> {
          assertThat(licenses)
              .containsPattern("\n" + name + "\n  \\S+:\\S+:\\S+\n  \\S+, copyright \\S+");
          assertThat(home.resolve("lib").resolve(name.replace(".jar", ".pom"))).exists();
        });
    assertThat(home.resolve("LICENSE")).exists();
  }

  @Test
  void runsThroughLinksWithTheJavaOfJavaHome() throws IOException, InterruptedException {
    Outcome outcome =
        start(
            Map.of(
                "HOME",
                "/dev/null",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                "/usr/bin:/bin"),
            program.toString(),
            "version");

    assertShowsTheVersion(outcome);
  }

  @Test
  void findsTheJavaOfPathWithoutJavaHome() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));

    Outcome outcome =
        start(
            Map.of("HOME", "/dev/null", "PATH", bin + ":/usr/bin:/bin"),
            program.toString(),
            "version");

    assertShowsTheVersion(outcome);
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws IOException, InterruptedException {
    Path old = Files.createDirectories(folder.resolve("jdk 17"));
    Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho wrong java\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

    Outcome outcome =
        start(
            Map.of(
                "HOME",
                "/dev/null",
                "JAVA_HOME",
                old.toString(),
                "PATH",
                System.getProperty("java.home") + "/bin:/usr/bin:/bin"),
            program.toString(),
            "version");

    assertShowsTheVersion(outcome);
  }

  @Test
  void keepsArgumentsAndTheExitCode() throws IOException, InterruptedException {
    Outcome outcome =
        start(
            Map.of(
                "HOME",
                "/dev/null",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                "/usr/bin:/bin"),
            program.toString(),
            "no such command");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("'no such command'");
  }

  @Test
  void wordsAndPathsBeyondAsciiArriveInTheLocaleThatHasNoneOfThem()
      throws IOException, InterruptedException {
    Outcome outcome =
        shell(
            """
            export LC_ALL=C HOME="/nowhere/$(printf 'h\\303\\266m')" XDG_CACHE_HOME=/dev/null
            "$1" config path
            "$1" config get "$(printf 'gr\\303\\266ber')"
            """);

    assertThat(outcome.output())
        .startsWith("/nowhere/höm/.stigmer/config.yaml\n")
        .contains("'gröber' is no setting");
  }

  @Test
  void numbersHaveTheDigitsThatProgramsReadWhateverTheLanguage()
      throws IOException, InterruptedException {
    Outcome outcome =
        shell(
            """
            JAVA_TOOL_OPTIONS="-Duser.language=ar -Duser.country=EG"; export JAVA_TOOL_OPTIONS
            "$1" server start --timeout 0
            """);

    assertThat(outcome.output()).contains("--timeout is 0: ");
  }

  @Test
  void startsFromItsOwnFolderAndWhereCdHasAPathOfItsOwn() throws IOException, InterruptedException {
    Outcome outcome =
        shell(
            """
            cd "$(dirname "$(readlink -f "$1")")"
            sh stigmer --version
            cd ..
            CDPATH=.:/usr; export CDPATH
            bin/stigmer --version
            """);

    assertThat(outcome).isEqualTo(new Outcome(0, "stigmer 1.2.3\nstigmer 1.2.3\n"));
  }

  @Test
  void aCompletionScriptIsWritten() throws IOException, InterruptedException {
    Files.createFile(cache);

    assertThat(run("completion", "bash").output()).contains("server", "prune").endsWith("\n");
    assertThat(run("completion", "fish").output()).contains("server", "prune").endsWith("\n");
  }

  @Test
  void aFirstRunMakesAnArchiveOfTheClassesOnce() throws IOException, InterruptedException {
    Path old = Files.createDirectories(cache.resolve("stigmer")).resolve("old.jsa");
    Files.setLastModifiedTime(Files.createFile(old), FileTime.from(Instant.EPOCH));

    var another = new ProcessBuilder(program.toString(), "version");
    another.environment().putAll(Map.of("XDG_CACHE_HOME", cache.toString()));
    Process other = another.redirectOutput(Redirect.DISCARD).start();
    assertShowsTheVersion(version());
    assertThat(other.waitFor()).isZero();

    assertThat(archives()).hasSize(1).doesNotContain(old);
  }

  @Test
  void changedCodeRunsEvenIfItsJarHasTheSizeAndTimeOfTheOldOne()
      throws IOException, InterruptedException {
    Path jar = home.resolve("lib/stigmer.jar");
    Path digest = home.resolve("lib/jars.sha256");
    repack(jar, "commit  ", "commit  ");
    version();
    List<Path> archives = archives();
    repack(jar, "commit  ", "COMMIT  ");

    // What the archive is trusted by has not changed: this shows that it is used.
    assertThat(version().output()).contains("commit");
    Files.writeString(digest, "other\n");

    assertThat(version().output()).contains("COMMIT");
    assertThat(archives()).containsAll(archives).hasSize(2);
    assertThat(version().output()).contains("COMMIT");
  }

  @Test
  void startsWithoutAPlaceForTheArchive() throws IOException, InterruptedException {
    Files.createFile(cache);

    assertShowsTheVersion(version());
    assertThat(cache).isEmptyFile();
  }

  @Test
  void theDigestIsThatOfAllJars() throws IOException, InterruptedException {
    Outcome digest =
        start(Map.of(), "sh", "-c", "cat \"$1\"/lib/*.jar | sha256sum", "-", home.toString());

    assertThat(digest.output())
        .startsWith(Files.readString(home.resolve("lib/jars.sha256")).strip() + " ");
  }

  /// Runs lines of a shell, to which the program is the first argument.
  private Outcome shell(String lines) throws IOException, InterruptedException {
    return start(
        Map.of(
            "HOME",
            "/dev/null",
            "JAVA_HOME",
            System.getProperty("java.home"),
            "PATH",
            "/usr/bin:/bin"),
        "sh",
        "-c",
        lines,
        "-",
        program.toString());
  }

  private Outcome version() throws IOException, InterruptedException {
    return run("version");
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(
        Map.of(
            "HOME",
            folder.toString(),
            "XDG_CACHE_HOME",
            cache.toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "PATH",
            "/usr/bin:/bin"),
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toArray(String[]::new));
  }

  /// The archives there are once that of the present jars is made.
  private List<Path> archives() throws IOException, InterruptedException {
    String digest = Files.readString(home.resolve("lib/jars.sha256")).strip();
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (Instant.now().isBefore(end)) {
      try (Stream<Path> files = Files.list(cache.resolve("stigmer"))) {
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

  private static void assertShowsTheVersion(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).startsWith(expected());
  }

  private static String expected() {
    List<String> values = STAMP.lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
    return "stigmer %s%ncommit  %s%nimage   %s%n".formatted(values.toArray());
  }

  private record Outcome(int exitCode, String output) {}

  private Outcome start(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(Arrays.asList(command)).redirectErrorStream(true);
    Optional.of(environment)
        .filter(set -> !set.isEmpty())
        .ifPresent(set -> {
          builder.environment().clear();
          builder.environment().putAll(set);
        });
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
