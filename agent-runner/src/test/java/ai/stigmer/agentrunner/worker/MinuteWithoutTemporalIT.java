package ai.stigmer.agentrunner.worker;

import static ai.stigmer.testing.ModelScript.call;
import static ai.stigmer.testing.ModelScript.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.CuttableProxy;
import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import ai.stigmer.testing.TemporalTestServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The connection to Temporal ends in mid-execution and is gone for a minute, in which the
/// execution goes on to its end. Waits beside other tests.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class MinuteWithoutTemporalIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final CountDownLatch thinking = new CountDownLatch(1);
  private final CountDownLatch lost = new CountDownLatch(1);

  /// Has two lines written by commands, the second without Temporal, and tells how many there are.
  private ModelScript.Reply reply(JsonNode request) {
    long called =
        StreamSupport.stream(request.path("messages").spliterator(), false)
            .filter(message -> message.path("role").asText().equals("tool"))
            .count();
    if (called == 1) {
      thinking.countDown();
      await(lost);
    }
    return called == 2
        ? say("Two lines are written.")
        : call("execute", "{\"command\": \"echo line %d >> lines\"}".formatted(called + 1));
  }

  @Test
  void losesNothingOfAnExecutionAndRepeatsNothing() throws IOException, InterruptedException {
    try (var temporal = TemporalTestServer.start();
        var proxy = CuttableProxy.to(temporal.port());
        var model = ScriptedModel.start(this::reply);
        var worker = start(proxy, model)) {
      worker.linesUntil(AgentWorker.READY);
      Process run =
          worker.begin(
              "run", "--agent", "assistant", "--session", "s-1", "--message", "Write two lines.");
      await(thinking);

      proxy.cut();
      lost.countDown();
      Path lines = folder.resolve("workspace/sessions/s-1/lines");
      while (Files.readAllLines(lines).size() < 2) {
        Thread.sleep(100);
      }
      assertThat(worker.command("health").exitCode()).isEqualTo(1);
      Thread.sleep(MINUTE);
      proxy.mend();

      List<String> told;
      try (Stream<String> events = run.inputReader().lines()) {
        told = events.toList();
      }
      assertThat(told)
          .as("what the person is told")
          .last()
          .isEqualTo("{\"type\":\"finished\",\"phase\":\"COMPLETED\"}");
      assertThat(told.stream().filter(event -> event.contains("\"tool-result\""))).hasSize(2);
      assertThat(told.stream().filter(event -> event.contains("\"message\"")))
          .singleElement()
          .asString()
          .contains("Two lines are written.");
      assertThat(run.waitFor()).isZero();
      assertThat(lines).hasContent("line 1\nline 2");
      assertThat(model.requests()).hasSize(3);
      assertThat(worker.command("health", "--wait", "60").exitCode()).isZero();
    }
  }

  private WorkerProcess start(CuttableProxy temporal, ScriptedModel model) throws IOException {
    return WorkerProcess.start(
        folder,
        Map.of(
            "TEMPORAL_SERVICE_ADDRESS", temporal.address(),
            "STIGMER_LLM_PROVIDER", "openai",
            "STIGMER_LLM_BASE_URL", model.baseUrl().toString()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
