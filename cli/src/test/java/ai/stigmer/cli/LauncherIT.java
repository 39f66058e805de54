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
  private Path home;
  private Path program;

  @BeforeEach
  void assemble() throws IOException, InterruptedException {
    home = folder.resolve("a folder").resolve("stigmer 1.2.3");
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/stigmer.properties"), STAMP);
    Outcome assembled =
        start(Map.of(), Path.of("../scripts/assemble-cli.sh").toString(), home.toString());
    assertThat(assembled.exitCode()).as(assembled.output()).isZero();
    program = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a folder", "second"));
    Files.createSymbolicLink(folder.resolve("a folder/second"), home.resolve("bin/stigmer"));
  }

  @Test
  void runsThroughLinksWithTheJavaOfJavaHome() throws IOException, InterruptedException {
    Outcome outcome =
        start(
            Map.of(
                "HOME",
                folder.toString(),
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
            Map.of("HOME", folder.toString(), "PATH", bin + ":/usr/bin:/bin"),
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
                folder.toString(),
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
                folder.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                "/usr/bin:/bin"),
            program.toString(),
            "no such command");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("'no such command'");
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
