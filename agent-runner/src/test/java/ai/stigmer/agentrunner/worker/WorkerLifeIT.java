package ai.stigmer.agentrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.FreePort;
import ai.stigmer.testing.TemporalTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged worker and Temporal's own test server, both as processes, from start to stop.
@Timeout(300)
class WorkerLifeIT {

  @TempDir private Path folder;

  @Test
  void waitsForTemporalThenServesTheQueueAndStopsWhenAsked()
      throws IOException, InterruptedException {
    int port = FreePort.find();
    String classPath = System.getProperty("java.class.path");
    try (var worker = start(Map.of("TEMPORAL_SERVICE_ADDRESS", "localhost:" + port))) {
      assertThat(worker.linesUntil("trying again").getLast())
          .contains("Temporal at localhost:" + port + " does not serve namespace default")
          .contains("Connection refused");
      assertThat(worker.command("health"))
          .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(1))
          .satisfies(answer ->
              assertThat(answer.printed())
                  .startsWith("unhealthy: Temporal at localhost:" + port + " does not serve"));

      try (var temporal = TemporalTestServer.start(classPath, port)) {
        assertThat(worker.linesUntil(AgentWorker.READY)).hasSize(1);
        assertThat(worker.command("health", "--wait", "60"))
            .isEqualTo(
                new WorkerProcess.Answer(
                    0, "healthy: polling Temporal's queue agent_execution_runner"));
        assertThat(EnsureThreadCall.at(temporal.address(), "s-1", "a-1")).isEqualTo("thread-s-1");
        assertThat(EnsureThreadCall.at(temporal.address(), "", "a-1"))
            .matches("ephemeral-a-1-[0-9a-f]{8}");

        worker.signal("TERM");
        assertThat(worker.exitCode()).isZero();
        assertThat(worker.restOfItsLines())
            .satisfiesExactly(
                stopping -> assertThat(stopping).endsWith("Stopping: taking no new tasks"),
                stopped -> assertThat(stopped).endsWith("Stopped"));
      }
    }
  }

  @Test
  void stopsWhenAskedWhileItStillWaits() throws IOException, InterruptedException {
    try (var worker = start(Map.of("TEMPORAL_SERVICE_ADDRESS", nobody()))) {
      worker.linesUntil("trying again");
      worker.signal("TERM");

      assertThat(worker.exitCode()).isZero();
      assertThat(worker.restOfItsLines()).isEmpty();
    }
  }

  @Test
  void everythingThatIsWrongInTheEnvironmentStopsTheStart()
      throws IOException, InterruptedException {
    try (var worker =
        start(
            Map.of("TEMPORAL_MAX_CONCURRENCY", "many", "STIGMER_BACKEND_URL", "localhost:7234"))) {
      assertThat(worker.exitCode()).isEqualTo(2);
      assertThat(worker.restOfItsLines())
          .containsExactlyInAnyOrder(
              "agent-runner: TEMPORAL_MAX_CONCURRENCY is 'many'; expected a whole number from 1 to"
                  + " 10000",
              "agent-runner: STIGMER_BACKEND_URL is no variable of this program; did you mean"
                  + " STIGMER_BACKEND_ENDPOINT?");
    }
  }

  @Test
  void aWorkspaceNobodyCanWriteToStopsTheStart() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("workspace"));
    try (var worker = start(Map.of())) {
      assertThat(worker.exitCode()).isEqualTo(2);
      assertThat(worker.restOfItsLines())
          .singleElement()
          .asString()
          .startsWith(
              "agent-runner: SANDBOX_ROOT_DIR is '" + file + "', where this user cannot write");
    }
  }

  @Test
  void aWorkerThatWasKilledIsReplacedAndOneThatLivesIsNot()
      throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("TEMPORAL_SERVICE_ADDRESS", nobody());
    try (var first = start(environment)) {
      first.linesUntil("trying again");
      try (var second = start(environment)) {
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.restOfItsLines())
            .singleElement()
            .asString()
            .startsWith("agent-runner: another worker answers at ")
            .contains("AGENT_RUNNER_SOCKET");
      }
      first.signal("KILL");
      first.exitCode();
    }
    try (var next = start(environment)) {
      next.linesUntil("trying again");
      assertThat(next.command("health").printed()).contains("does not serve namespace");
    }
  }

  @Test
  void logsInJsonWhereAsked() throws IOException {
    try (var worker = start(Map.of("TEMPORAL_SERVICE_ADDRESS", nobody(), "LOG_FORMAT", "json"))) {
      assertThat(worker.linesUntil("trying again"))
          .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("\"}"));
    }
  }

  private static String nobody() {
    return "localhost:" + FreePort.find();
  }

  private WorkerProcess start(Map<String, String> environment) throws IOException {
    return WorkerProcess.start(folder, environment);
  }
}
