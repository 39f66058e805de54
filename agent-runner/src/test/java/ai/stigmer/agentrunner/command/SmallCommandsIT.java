package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.control.ControlServer;
import ai.stigmer.agentrunner.control.ControlSocketException;
import ai.stigmer.agentrunner.control.Ending;
import ai.stigmer.agentrunner.control.FakeExecutions;
import ai.stigmer.agentrunner.control.Health;
import ai.stigmer.testing.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged small commands as processes: our jar alone is their class path.
@Timeout(180)
class SmallCommandsIT {

  private final FakeExecutions executions = new FakeExecutions();

  @TempDir private Path folder;

  private ControlServer server;

  @BeforeEach
  void open() throws ControlSocketException {
    server =
        ControlServer.open(
            folder.resolve("control.sock"), () -> new Health(true, "it polls"), executions);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void needNoLibrary() throws IOException, InterruptedException {
    Process agents = start("agents");
    assertThat(agents.inputReader(UTF_8).lines())
        .containsExactly("assistant\tHelps", "pr-reviewer\tReviews grüße");
    assertThat(agents.waitFor()).isZero();

    Process health = start("health");
    assertThat(health.inputReader(UTF_8).lines()).containsExactly("healthy: it polls");
    assertThat(health.waitFor()).isZero();
  }

  @Test
  void loadNothingButOurClassesAndThoseOfSockets() throws IOException, InterruptedException {
    Process health = start(List.of("-Xlog:class+load"), "health");

    assertThat(
            health
                .inputReader(UTF_8)
                .lines()
                .filter(line -> line.contains("source: "))
                .map(line -> line.replaceAll(".*source: ", ""))
                .filter(source -> source.startsWith("jrt:/"))
                .distinct())
        .as("modules; sockets look for their options in jdk.net")
        .isSubsetOf("jrt:/java.base", "jrt:/jdk.net");
    assertThat(health.waitFor()).isZero();
  }

  @Test
  void aRequestGoesThroughAsItIsInAnyLocale() throws IOException, InterruptedException {
    executions.say("{\"type\":\"text\",\"delta\":\"grüße\"}");
    executions.end(Ending.COMPLETED);
    Process run = start("run", "--request", "-");
    run.getOutputStream().write("{\"message\": \"grüße\"}\n".getBytes(UTF_8));
    run.getOutputStream().flush();

    assertThat(run.inputReader(UTF_8).lines())
        .containsExactly("{\"type\":\"text\",\"delta\":\"grüße\"}");
    assertThat(run.waitFor()).isZero();
    assertThat(executions.requests()).containsExactly("{\"message\": \"grüße\"}");
  }

  @Test
  void aSignalCancelsTheExecutionAndItsEndIsStillTold() throws IOException, InterruptedException {
    Process run = startedRun();
    Tool.run("kill", "-INT", Long.toString(run.pid()));

    assertThat(run.inputReader(UTF_8).lines())
        .containsExactly("{\"type\":\"finished\",\"phase\":\"CANCELLED\"}");
    assertThat(run.waitFor()).isEqualTo(130);
    assertThat(executions.isCancelled()).isTrue();
  }

  @Test
  void aCommandThatIsKilledLeavesNothingRunning() throws IOException, InterruptedException {
    Process run = startedRun();
    run.destroyForcibly();

    executions.awaitCancelled();
  }

  @Test
  void aWorkerThatEndsFailsTheCommand() throws IOException, InterruptedException {
    Process run = startedRun();
    server.close();

    assertThat(run.waitFor()).isEqualTo(1);
    assertThat(run.errorReader(UTF_8).lines())
        .containsExactly("the worker is stopping; execution e-1 goes on when one is running again");
  }

  /// A run that has printed its first event.
  private Process startedRun() throws IOException {
    executions.say("{\"type\":\"started\"}");
    Process run = start("run", "--agent", "assistant", "--message", "hi");
    BufferedReader output = run.inputReader(UTF_8);
    assertThat(output.readLine()).isEqualTo("{\"type\":\"started\"}");
    return run;
  }

  private Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private Process start(List<String> options, String... arguments) throws IOException {
    // Where these tests run in the background, their children begin with SIGINT ignored.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", "target/agent-runner.jar", "ai.stigmer.agentrunner.AgentRunner"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("AGENT_RUNNER_SOCKET", folder.resolve("control.sock").toString());
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }
}
