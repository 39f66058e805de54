package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What all commands have in common: usage, failures, exit codes.
class StigmerCommandTest {

  @TempDir private Path home;
  private Person person;

  @BeforeEach
  void sitDown() {
    person = new Person(home);
  }

  @Test
  void helpIsAResult() {
    assertThat(person.run("--help")).isZero();
    assertThat(person.out.toString()).contains("Usage: stigmer", "version", "Exit codes: 0 done");
    assertThat(person.err.toString()).isEmpty();
  }

  @Test
  void wrongUsageExitsWithTwoAndSaysWhatWasWrong() {
    assertThat(person.run()).isEqualTo(2);
    assertThat(person.run("version", "--output", "xml")).isEqualTo(2);
    assertThat(person.run("releese")).isEqualTo(2);
    assertThat(person.out.toString()).isEmpty();
    assertThat(person.err.toString()).contains("a command is missing", "'xml'", "'releese'");
  }

  @Test
  void whatNoLogCanBeReadByIsWrongUsage() {
    assertThat(person.run("server", "logs", "--tail", "-1")).isEqualTo(2);
    assertThat(person.run("server", "logs", "--since", "yesterday")).isEqualTo(2);
    assertThat(person.run("server", "logs", "--since", "99999999999999999s")).isEqualTo(2);
    assertThat(person.run("server", "logs", "-c", "server")).isEqualTo(2);
    assertThat(person.run("server", "start", "--timeout", "0")).isEqualTo(2);
    assertThat(person.err.toString())
        .contains("--tail is -1", "'yesterday'", "'server'", "--timeout is 0")
        .doesNotContain("\tat ");
  }

  @Test
  void withSinceNoLineOfALogIsLeftOut() throws IOException {
    person.withDocker("logs*) echo \"$*\" >>'" + home + "/asked' ;;");

    assertThat(person.run("server", "logs")).isZero();
    assertThat(person.run("server", "logs", "--since", "2026-01-31T12:00:00Z")).isZero();
    assertThat(person.run("server", "logs", "--since", "2026-01-31T12:00:00Z", "-n", "7")).isZero();
    assertThat(home.resolve("asked"))
        .hasContent(
            """
            logs --timestamps --tail=50 1
            logs --timestamps --since=2026-01-31T12:00:00Z 1
            logs --timestamps --tail=7 --since=2026-01-31T12:00:00Z 1
            """);
  }

  @Test
  void anOptionThatWouldBeLostIsRefused() {
    assertThat(person.run("server", "--runtime", "podman", "status")).isEqualTo(2);
    assertThat(person.run("server", "--image", "x:1", "stop")).isEqualTo(2);
    assertThat(person.run("server", "start", "--dev-mode", "--no-wait")).isEqualTo(2);
    assertThat(person.run("server", "--help", "status")).isZero();
    assertThat(person.err.toString())
        .contains(
            "write --runtime after 'status'",
            "write --image after 'stop'",
            "--no-wait is for containers");
  }

  @Test
  void whatIsTypedIsOfferedAsItIsTyped() {
    person.run("completion", "bash");
    person.run("completion", "fish");

    assertThat(person.out.toString())
        .contains("docker podman", "text json", "bash zsh fish", "agent-runner temporal")
        .contains("-a 'backend.local.llm.provider backend.local.llm.model ")
        .doesNotContain("DOCKER", "TEXT JSON", "BASH ZSH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version --output xml | for option '--output': 'xml' is none of text, json",
        "server status --output xml | : 'xml' is none of text, json",
        "run --agent a -m m --output xml | : 'xml' is none of text, json",
        "server status --runtime lxc | for option '--runtime': 'lxc' is none of docker, podman",
        "server logs -c web | : 'web' is none of agent-runner, temporal",
        "completion tcsh | : 'tcsh' is none of bash, zsh, fish",
      })
  void whatCannotBeChosenIsRefusedWithWhatCan(String words, String answer) {
    assertThat(person.run(words.split(" "))).isEqualTo(2);
    assertThat(person.err.toString()).contains(answer);
  }

  @ParameterizedTest
  @CsvSource({"'', COMMAND", "server, [COMMAND]", "config, COMMAND"})
  void helpTellsWhetherACommandMayBeMissing(String command, String label) {
    person.run(Stream.of(command, "--help").filter(word -> !word.isEmpty()).toArray(String[]::new));

    assertThat(person.out.toString()).containsPattern(" " + Pattern.quote(label) + "\n");
  }

  @Test
  void whatIsChosenIsReadInAnyCase() {
    assertThat(person.run("completion", "FISH")).isZero();
  }

  @Test
  void fishOffersTheOptionsOfAStartOnlyBeforeAnotherCommand() {
    person.run("completion", "fish");

    assertThat(person.out.toString().lines().filter(line -> line.contains("-l save-key")))
        .anyMatch(line ->
            line.contains(
                "'__fish_seen_subcommand_from server; and not __fish_seen_subcommand_from"))
        .noneMatch(line -> line.contains("'__fish_seen_subcommand_from server' "));
  }

  @Test
  void aMessageThatBeginsWithAnAtSignIsNotReadFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("arguments"), "--no-such-option");

    assertThat(person.run("run", "--agent", "pr-reviewer", "--message", "@" + file)).isEqualTo(1);
    assertThat(person.err).hasToString("stigmer: no runtime\n  install one\n");
  }

  @Test
  void anAgentNeedsARuntimeAMessageAndItsName() {
    assertThat(person.run("run", "--agent", "pr-reviewer", "--message", "go")).isEqualTo(1);
    assertThat(person.err).hasToString("stigmer: no runtime\n  install one\n");
    assertThat(person.run("run", "--agent", "pr-reviewer")).isEqualTo(2);
    assertThat(person.run("run", "--message", "go")).isEqualTo(2);
  }

  @Test
  void aMessageThatCannotBeReadSaysWhy() throws IOException {
    Path image = Files.write(home.resolve("image"), new byte[] {(byte) 0xff, 0});

    assertThat(person.run("run", "--agent", "a", "--input-file", home + "/none")).isEqualTo(1);
    assertThat(person.run("run", "--agent", "a", "--input-file", image.toString())).isEqualTo(1);
    assertThat(person.err.toString())
        .contains(
            "The message cannot be read: it does not exist\n",
            "The message cannot be read: it is no text in UTF-8\n");
  }

  @Test
  void doctorTellsWhatIsAmissAndWhatToDo() {
    assertThat(person.run("doctor")).isEqualTo(1);
    assertThat(person.out.toString())
        .contains("✓ folders", "✗ runtime   no runtime\n            install one\n");
  }

  @Test
  void theShellsLearnEveryCommand() {
    assertThat(person.run("completion", "bash")).isZero();
    assertThat(person.out.toString()).contains("complete -F", "picocli_stigmer_server_start");
    assertThat(person.run("completion", "fish")).isZero();
    assertThat(person.out.toString())
        .contains(
            "complete -c stigmer -n '__fish_seen_subcommand_from server;"
                + " and not __fish_seen_subcommand_from",
            "-a start -d ",
            "-l use-local-image");
    assertThat(person.run("completion", "tcsh")).isEqualTo(2);
  }

  @Test
  void aFailureThatAPersonCanMendIsASentenceAndItsRemedy() {
    assertThat(person.run("server", "status")).isEqualTo(1);
    assertThat(person.err).hasToString("stigmer: no runtime\n  install one\n");
    assertThat(person.out.toString()).isEmpty();
  }

  @Test
  void aResultThatDoesNotArriveIsAFailure() {
    person.full = true;

    assertThat(person.run("version")).isEqualTo(1);
    assertThat(person.run("config", "path")).isEqualTo(1);
    assertThat(person.err.toString())
        .contains("The result could not be written to standard output.");
  }

  @Test
  void anInterruptExitsWith130() {
    person.obstacle = new CancelledException(new InterruptedException());

    assertThat(person.run("server", "status")).isEqualTo(130);
    assertThat(person.err.toString()).isEmpty();
  }

  @Test
  void anInterruptLeavesNoProgressBesideThePrompt() {
    person.obstacle = new CancelledException(new InterruptedException());
    person.style = Style.REWRITTEN;

    assertThat(person.run("server", "status")).isEqualTo(130);
    assertThat(person.err).hasToString("\r\033[Klooking\r\033[K");
  }

  @Test
  void aBugIsToldWithItsTrace() {
    person.obstacle = new IllegalStateException("cannot be");

    assertThat(person.run("server", "status")).isEqualTo(70);
    assertThat(person.err.toString()).contains("this is a bug", "cannot be", "\tat ");
  }

  @Test
  void withoutContainersALocalBuildAndTemporalAreNeeded() {
    assertThat(person.run("server", "start", "--dev-mode")).isEqualTo(1);
    assertThat(person.err.toString()).contains("There is no local build of the agent-runner.");
  }
}
