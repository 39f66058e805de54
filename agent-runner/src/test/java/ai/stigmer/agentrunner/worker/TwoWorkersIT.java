package ai.stigmer.agentrunner.worker;

import static ai.stigmer.testing.ModelScript.call;
import static ai.stigmer.testing.ModelScript.last;
import static ai.stigmer.testing.ModelScript.say;
import static ai.stigmer.testing.ModelScript.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import ai.stigmer.testing.TemporalTestServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two packaged workers on one queue with one workspace, one of which is killed, or asked to stop.
@Timeout(300)
class TwoWorkersIT {

  private static final String COMMAND = "echo once >> count.txt";

  @TempDir private Path folder;

  private final CountDownLatch asked = new CountDownLatch(1);

  /// The model has a line written by a command, falls silent for whoever asks first what comes
  /// next, and tells the second one how many lines there are.
  private ModelScript.Reply reply(JsonNode request) {
    if (!last(request).path("role").asText().equals("tool")) {
      return call("execute", "{\"command\": \"%s\"}".formatted(COMMAND));
    }
    boolean first = asked.getCount() > 0;
    asked.countDown();
    return first ? new ModelScript.Reply.Silence() : say("The tool said: " + text(last(request)));
  }

  @ParameterizedTest
  @CsvSource({"KILL, 137", "TERM, 143"})
  void whatAWorkerBeganThatIsNoMoreTheOtherEndsAndRepeatsNoCall(String signal, int exitCode)
      throws IOException, InterruptedException {
    try (var temporal = TemporalTestServer.start();
        var model = ScriptedModel.start(this::reply);
        var first = start("first", temporal, model)) {
      first.linesUntil(AgentWorker.READY);
      Thread follower = Thread.ofVirtual().start(() -> follow(first));
      asked.await();
      try (var second = start("second", temporal, model)) {
        second.linesUntil(AgentWorker.READY);
        first.signal(signal);
        assertThat(first.exitCode()).isEqualTo(exitCode);
        follower.join();

        AgentExecutionStatus status = ExecutionHistory.awaitStatus(temporal.address(), "e-1");
        assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
        assertThat(status.getMessagesList().getLast().getContent())
            .isEqualTo("The tool said: [exit code 0]");
        assertThat(folder.resolve("workspace/sessions/s-1/count.txt")).hasContent("once");
        assertThat(model.requests()).hasSize(3);
      }
    }
  }

  private static void follow(WorkerProcess worker) {
    try {
      worker.command(
          "run",
          "--agent",
          "assistant",
          "--session",
          "s-1",
          "--execution-id",
          "e-1",
          "--message",
          "Write a line.");
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private WorkerProcess start(String name, TemporalTestServer temporal, ScriptedModel model)
      throws IOException {
    return WorkerProcess.start(
        Files.createDirectory(folder.resolve(name)),
        Map.of(
            "TEMPORAL_SERVICE_ADDRESS", temporal.address(),
            "SANDBOX_ROOT_DIR", folder.resolve("workspace").toString(),
            "STIGMER_LLM_PROVIDER", "openai",
            "STIGMER_LLM_BASE_URL", model.baseUrl().toString()));
  }
}
