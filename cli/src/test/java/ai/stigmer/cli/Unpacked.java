package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The assembled command as a user unpacks it: in a folder with a space, started through a link.
///
/// @param folder where all of it is
/// @param program the link
/// @param home the folder of the command
/// @param cache where it keeps its archive of classes
record Unpacked(Path folder, Path program, Path home, Path cache) {

  private static final String STAMP =
      """
      version=1.2.3
      commit=0123456789abcdef0123456789abcdef01234567
      image=ghcr.io/stigmer/agent-runner:v1.2.3@sha256:%s
      """
          .formatted("ab".repeat(32));

  /// Java and the system's own programs, and nothing of a person.
  static final Map<String, String> BARE_ENVIRONMENT =
      Map.of(
          "HOME",
          "/dev/null",
          "JAVA_HOME",
          System.getProperty("java.home"),
          "PATH",
          "/usr/bin:/bin");

  /// How a command ended.
  ///
  /// @param output what it wrote to either channel
  record Outcome(int exitCode, String output) {}

  /// Assembles it in that folder.
  static Unpacked in(Path folder) throws IOException, InterruptedException {
    Path home = folder.resolve("a folder").resolve("stigmer 1.2.3");
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/stigmer.properties"), STAMP);
    Outcome assembled =
        start(Map.of(), Path.of("../scripts/archives/assemble-cli.sh").toString(), home.toString());
    assertThat(assembled.exitCode()).as(assembled.output()).isZero();
    Path program =
        Files.createSymbolicLink(folder.resolve("a link"), Path.of("a folder", "second"));
    Files.createSymbolicLink(folder.resolve("a folder/second"), home.resolve("bin/stigmer"));
    return new Unpacked(folder, program, home, folder.resolve("cache"));
  }

  /// Runs it for a person whose environment may mislead what makes its archive.
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return runOn(Path.of(System.getProperty("java.home")), arguments);
  }

  /// The same on another Java.
  Outcome runOn(Path java, String... arguments) throws IOException, InterruptedException {
    return start(
        Map.of(
            "HOME",
            folder.toString(),
            "XDG_CACHE_HOME",
            cache.toString(),
            "JAVA_HOME",
            java.toString(),
            "PATH",
            "/usr/bin:/bin",
            "STIGMER_DATA_DIR",
            folder.resolve("data").toString(),
            "DOCKER_HOST",
            "tcp://build.example:2376"),
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toArray(String[]::new));
  }

  /// Runs lines of a shell, to which the program is the first argument.
  Outcome shell(String lines) throws IOException, InterruptedException {
    return start(BARE_ENVIRONMENT, "sh", "-c", lines, "-", program.toString());
  }

  /// Asserts that `version` told what is stamped.
  static void assertShowsTheVersion(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).startsWith(expected());
  }

  private static String expected() {
    List<String> values = STAMP.lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
    return "stigmer %s%ncommit  %s%nimage   %s%n".formatted(values.toArray());
  }

  /// Runs a command with that environment, or with this program's if it is empty.
  static Outcome start(Map<String, String> environment, String... command)
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
