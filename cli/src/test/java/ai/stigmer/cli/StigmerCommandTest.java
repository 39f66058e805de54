package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StigmerCommandTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String IMAGE =
      "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aReleasedCommandShowsVersionCommitAndImage() throws IOException {
    stamp("1.2.3", COMMIT, IMAGE);

    assertThat(run("version")).isZero();
    assertThat(out)
        .hasToString(
            """
            stigmer 1.2.3
            commit  %s
            image   %s
            running nothing
            runtime none: no runtime
            """
                .formatted(COMMIT, IMAGE));
  }

  @Test
  void theVersionIsThereAsJson() throws IOException {
    stamp("1.2.3-rc.1", COMMIT, IMAGE);

    assertThat(run("version", "--output", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"1.2.3-rc.1","commit":"%s","image":"%s","running":null,"runtime":null}
            """
                .formatted(COMMIT, IMAGE));
  }

  @Test
  void aDevelopmentBuildSaysThatItIsNoRelease() {
    assertThat(run("version")).isZero();
    assertThat(out.toString())
        .startsWith("stigmer development\n")
        .contains("built from a checkout, not by a release");
  }

  @Test
  void aDevelopmentBuildHasNeitherCommitNorImageInJson() {
    assertThat(run("version", "--output", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"development","commit":null,"image":null,"running":null,"runtime":null}
            """);
  }

  @Test
  void theVersionOptionShowsTheVersionAlone() throws IOException {
    stamp("1.2.3", COMMIT, IMAGE);

    assertThat(run("--version")).isZero();
    assertThat(out).hasToString("stigmer 1.2.3\n");
  }

  @Test
  void helpIsAResult() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: stigmer", "version", "Exit codes: 0 done");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongUsageExitsWithTwoAndSaysWhatWasWrong() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("version", "--output", "xml")).isEqualTo(2);
    assertThat(run("releese")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("a command is missing", "'xml'", "'releese'");
  }

  @Test
  void aDamagedStampIsAFailureThatNamesTheFileAndTheKey() throws IOException {
    stamp("1.2.3", "main\"", IMAGE);

    assertThat(run("version")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(home.resolve("stigmer.properties").toString(), "commit is 'main\"'");
  }

  @Test
  void anEmptyValueInTheStampIsAFailureToo() throws IOException {
    stamp("", COMMIT, IMAGE);

    assertThat(run("--version")).isEqualTo(1);
    assertThat(err.toString()).contains("version is ''", "install stigmer again");
  }

  private int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), Style.PLAIN, Optional::empty);
    return StigmerCommand.run(
        new CommandContext(
            home,
            Map.of("HOME", home.toString()),
            terminal,
            wanted -> {
              throw new RuntimeUnavailable(
                  RuntimeUnavailable.Reason.NOT_INSTALLED, "no runtime", "install one");
            }),
        arguments);
  }

  private void stamp(String version, String commit, String image) throws IOException {
    Files.writeString(
        home.resolve("stigmer.properties"),
        "version=%s\ncommit=%s\nimage=%s\n".formatted(version, commit, image));
  }
}
