package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The assembled command as a user starts it: from any folder, with any Java, in any locale.
class LauncherIT {

  @TempDir private Path folder;
  private Unpacked unpacked;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    unpacked = Unpacked.in(folder);
  }

  @Test
  void everyLibraryComesWithItsLicence() throws IOException {
    List<String> libraries;
    try (Stream<Path> files = Files.list(unpacked.home().resolve("lib"))) {
      libraries =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.equals("stigmer.jar"))
              .toList();
    }
    String licenses = Files.readString(unpacked.home().resolve("licenses.txt"));

    assertThat(libraries).contains("picocli.jar");
    assertThat(libraries)
        .allSatisfy(name -> {
          assertThat(licenses)
              .containsPattern("\n" + name + "\n  \\S+:\\S+:\\S+\n  \\S+, copyright \\S+");
          assertThat(unpacked.home().resolve("lib").resolve(name.replace(".jar", ".pom"))).exists();
        });
    assertThat(unpacked.home().resolve("LICENSE")).exists();
  }

  @Test
  void runsThroughLinksWithTheJavaOfJavaHome() throws IOException, InterruptedException {
    Unpacked.Outcome outcome =
        Unpacked.start(Unpacked.BARE_ENVIRONMENT, unpacked.program().toString(), "version");

    Unpacked.assertShowsTheVersion(outcome);
  }

  @Test
  void findsTheJavaOfPathWithoutJavaHome() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));

    Unpacked.Outcome outcome =
        Unpacked.start(
            Map.of("HOME", "/dev/null", "PATH", bin + ":/usr/bin:/bin"),
            unpacked.program().toString(),
            "version");

    Unpacked.assertShowsTheVersion(outcome);
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws IOException, InterruptedException {
    Path old = Files.createDirectories(folder.resolve("jdk 17"));
    Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho wrong java\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

    Unpacked.Outcome outcome =
        Unpacked.start(
            Map.of(
                "HOME",
                "/dev/null",
                "JAVA_HOME",
                old.toString(),
                "PATH",
                System.getProperty("java.home") + "/bin:/usr/bin:/bin"),
            unpacked.program().toString(),
            "version");

    Unpacked.assertShowsTheVersion(outcome);
  }

  @Test
  void keepsArgumentsAndTheExitCode() throws IOException, InterruptedException {
    Unpacked.Outcome outcome =
        Unpacked.start(Unpacked.BARE_ENVIRONMENT, unpacked.program().toString(), "no such command");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("'no such command'");
  }

  @Test
  void wordsAndPathsBeyondAsciiArriveInTheLocaleThatHasNoneOfThem()
      throws IOException, InterruptedException {
    Unpacked.Outcome outcome =
        unpacked.shell(
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
    Unpacked.Outcome outcome =
        unpacked.shell(
            """
            JAVA_TOOL_OPTIONS="-Duser.language=ar -Duser.country=EG"; export JAVA_TOOL_OPTIONS
            "$1" server start --timeout 0
            """);

    assertThat(outcome.output()).contains("--timeout is 0: ");
  }

  @Test
  void startsFromItsOwnFolderAndWhereCdHasAPathOfItsOwn() throws IOException, InterruptedException {
    Unpacked.Outcome outcome =
        unpacked.shell(
            """
            cd "$(dirname "$(readlink -f "$1")")"
            sh stigmer --version
            cd ..
            CDPATH=.:/usr; export CDPATH
            bin/stigmer --version
            """);

    assertThat(outcome).isEqualTo(new Unpacked.Outcome(0, "stigmer 1.2.3\nstigmer 1.2.3\n"));
  }

  @Test
  void aCompletionScriptIsWritten() throws IOException, InterruptedException {
    Files.createFile(unpacked.cache());

    assertThat(unpacked.run("completion", "bash").output())
        .contains("server", "prune")
        .endsWith("\n");
    assertThat(unpacked.run("completion", "fish").output())
        .contains("server", "prune")
        .endsWith("\n");
  }
}
