package ai.stigmer.agentrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.CuttableProxy;
import ai.stigmer.testing.TemporalTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged worker behind a connection to Temporal that ends, falls silent, and comes back. The
/// proxy listens on IPv4 only, and the worker is told `localhost`.
@Timeout(300)
class LostTemporalIT {

  @TempDir private Path folder;

  private TemporalTestServer temporal;
  private CuttableProxy proxy;
  private WorkerProcess worker;

  @BeforeEach
  void start() throws IOException {
    temporal = TemporalTestServer.start();
    proxy = CuttableProxy.to(temporal.port());
    worker =
        WorkerProcess.start(
            folder, Map.of("TEMPORAL_SERVICE_ADDRESS", "localhost:" + proxy.port()));
    worker.linesUntil(AgentWorker.READY);
  }

  @AfterEach
  void end() {
    worker.close();
    proxy.close();
    temporal.close();
  }

  @Test
  void aConnectionThatEndsIsNoticedAndFoundAgain() throws IOException, InterruptedException {
    assertHealthy();
    proxy.cut();
    assertUnhealthy();
    assertThat(worker.linesUntil("polling when it is back")).hasSize(1);
    proxy.mend();

    assertHealthy();
    assertThat(worker.linesUntil("is back")).as("told once, whatever was tried").hasSize(1);
    assertThat(EnsureThreadCall.at(temporal.address(), "s-1", "a-1")).isEqualTo("thread-s-1");
  }

  @Test
  void aConnectionThatFallsSilentIsNoticedAndFoundAgain() throws IOException, InterruptedException {
    assertHealthy();
    proxy.silence();
    assertUnhealthy();
    assertThat(worker.linesUntil("no answer within 3 s")).hasSize(1);
    proxy.mend();

    assertHealthy();
    assertThat(EnsureThreadCall.at(temporal.address(), "s-1", "a-1")).isEqualTo("thread-s-1");
  }

  @Test
  void stopsInTimeWhileTemporalIsSilent() throws IOException, InterruptedException {
    proxy.silence();
    worker.signal("TERM");

    assertThat(worker.exitCode()).isIn(0, 143);
  }

  @Test
  void aWorkerThatHangsIsUnhealthyUntilItGoesOn() throws IOException, InterruptedException {
    assertHealthy();
    worker.signal("STOP");
    assertThat(worker.command("health"))
        .isEqualTo(new WorkerProcess.Answer(1, "unhealthy: the worker does not answer within 5 s"));
    worker.signal("CONT");

    assertHealthy();
  }

  private void assertHealthy() throws IOException, InterruptedException {
    assertThat(worker.command("health", "--wait", "60"))
        .isEqualTo(
            new WorkerProcess.Answer(
                0, "healthy: polling Temporal's queue agent_execution_runner"));
  }

  /// Unhealthy at once, and for that reason; a busy machine may first say that the worker takes too
  /// long to answer.
  private void assertUnhealthy() throws IOException, InterruptedException {
    String reason = "unhealthy: Temporal at localhost:" + proxy.port() + " does not serve";
    WorkerProcess.Answer answer;
    do {
      answer = worker.command("health");
      assertThat(answer.exitCode()).isEqualTo(1);
    } while (answer.printed().equals("unhealthy: the worker does not answer within 5 s"));
    assertThat(answer.printed()).startsWith(reason);
  }
}
