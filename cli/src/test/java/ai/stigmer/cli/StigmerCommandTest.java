package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.process.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void anInterruptExitsWith130() {
    person.obstacle = new CancelledException(new InterruptedException());

    assertThat(person.run("server", "status")).isEqualTo(130);
    assertThat(person.err.toString()).isEmpty();
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
