package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stigmer run` with a Docker whose container tells what a test wrote down.
class RunCommandTest {

  @TempDir private Path home;
  private Person person;

  @BeforeEach
  void runAServer() throws IOException {
    person = new Person(home);
    person.withDocker(
        """
        exec*' cancel '*) echo "$*" >'%1$s/cancelled' ;;
        exec*) /bin/cat '%1$s/events' ;;
        """
            .formatted(home));
  }

  @Test
  void whatAnAgentSaysAndDoesDoesNotCommandTheTerminal() throws IOException {
    tell(
        """
        {"type":"text","delta":"\\u001b]0;evil\\u0007 hi"}
        {"type":"tool-call","id":"1","name":"execute","arguments":"rm -rf .\\b"}
        {"type":"finished","phase":"COMPLETED"}
        """);

    assertThat(run("text")).isZero();
    assertThat(person.out).hasToString("�]0;evil� hi\n");
    assertThat(person.err).hasToString("→ execute rm -rf .�\n");
  }

  @Test
  void anExecutionThatNobodyReadsIsCancelled() throws IOException {
    tell("{\"type\":\"text\",\"delta\":\"hi\"}\n");
    person.full = true;

    assertThat(run("json")).isEqualTo(1);
    assertThat(person.err.toString()).contains("The result could not be written");
    assertThat(home.resolve("cancelled")).content().contains("agent-runner cancel ");
  }

  private void tell(String events) throws IOException {
    Files.writeString(home.resolve("events"), events);
  }

  private int run(String output) {
    return person.run("run", "--agent", "assistant", "--message", "go", "--output", output);
  }
}
