package ai.stigmer.agentrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged worker as the image runs it, with the image's trimmed libraries, against Temporal's
/// own test server; both are processes.
@Timeout(120)
class WorkerProcessIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir private static Path libraries;

  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void trimTheLibraries() throws IOException, InterruptedException {
    Process trim =
        new ProcessBuilder(
                JAVA,
                "../scripts/TrimJars.java",
                "target/agent-runner.jar",
                "target/dependency",
                libraries.toString())
            .inheritIO()
            .start();
    assertThat(trim.waitFor()).isZero();
  }

  @AfterEach
  void endEveryProcess() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void waitsForTemporalThenServesTheQueueAndStopsWhenAsked()
      throws IOException, InterruptedException {
    int port = freePort();
    Process worker = startWorker(Map.of("TEMPORAL_SERVICE_ADDRESS", "localhost:" + port));
    BufferedReader output = worker.inputReader();
    assertThat(readUntil(output, "trying again"))
        .contains("Temporal at localhost:" + port + " does not serve namespace default yet");

    startTemporal(port);
    readUntil(output, AgentWorker.READY);
    assertThat(callEnsureThread(port, "s-1", "a-1")).isEqualTo("thread-s-1");
    assertThat(callEnsureThread(port, "", "a-1")).matches("ephemeral-a-1-[0-9a-f]{8}");

    worker.toHandle().destroy();
    assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.exitValue()).isZero();
    assertThat(output.lines()).contains("Stopping: taking no new tasks", "Stopped");
  }

  @Test
  void stopsWhenAskedWhileItStillWaits() throws IOException, InterruptedException {
    Process worker = startWorker(Map.of("TEMPORAL_SERVICE_ADDRESS", "localhost:" + freePort()));
    BufferedReader output = worker.inputReader();
    readUntil(output, "trying again");

    worker.toHandle().destroy();
    assertThat(worker.waitFor()).isZero();
    assertThat(output.lines()).doesNotContain(AgentWorker.READY);
  }

  @Test
  void aMalformedVariableStopsTheStart() throws IOException, InterruptedException {
    Process worker = startWorker(Map.of("TEMPORAL_MAX_CONCURRENCY", "many"));

    assertThat(worker.inputReader().lines())
        .containsExactly(
            "agent-runner: TEMPORAL_MAX_CONCURRENCY is 'many'; expected a whole number from 1 to"
                + " 10000");
    assertThat(worker.waitFor()).isEqualTo(2);
  }

  private Process startWorker(Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(
                JAVA,
                "-cp",
                libraries + "/*" + File.pathSeparator + "target/agent-runner.jar",
                "ai.stigmer.agentrunner.AgentRunner")
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    builder.environment().putAll(environment);
    return remember(builder.start());
  }

  private void startTemporal(int port) throws IOException {
    remember(
        new ProcessBuilder(
                JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                "io.temporal.testserver.TestServer",
                Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private Process remember(Process process) {
    started.add(process);
    return process;
  }

  private static String readUntil(BufferedReader output, String expected) throws IOException {
    var seen = new ArrayList<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.contains(expected)) {
        return line;
      }
    }
    throw new AssertionError("'%s' was never printed; %s".formatted(expected, seen));
  }

  private static String callEnsureThread(int port, String sessionId, String agentId) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("localhost:" + port).build());
    WorkflowClient client = WorkflowClient.newInstance(stubs);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    try {
      factory
          .newWorker("caller")
          .registerWorkflowImplementationTypes(EnsureThreadCaller.OnQueue.class);
      factory.start();
      return client
          .newWorkflowStub(
              EnsureThreadCaller.class, WorkflowOptions.newBuilder().setTaskQueue("caller").build())
          .call("agent_execution_runner", sessionId, agentId);
    } finally {
      factory.shutdownNow();
      stubs.shutdownNow();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
