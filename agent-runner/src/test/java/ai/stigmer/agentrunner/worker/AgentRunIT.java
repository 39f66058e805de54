package ai.stigmer.agentrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.ModelScript;
import ai.stigmer.testing.ScriptedModel;
import ai.stigmer.testing.TemporalTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Agents run by the packaged worker for the packaged `run`, with Temporal's own test server and a
/// scripted model.
@Timeout(300)
class AgentRunIT {

  @TempDir private Path folder;

  private TemporalTestServer temporal;

  @BeforeEach
  void startTemporal() {
    temporal = TemporalTestServer.start();
  }

  @AfterEach
  void endTemporal() {
    temporal.close();
  }

  @Test
  void anAgentWritesAFileIntoItsSession() throws IOException, InterruptedException {
    try (var model = ScriptedModel.start(ModelScript.writesAFile());
        var worker = start(model)) {
      WorkerProcess.Answer answer =
          worker.command(
              "run",
              "--agent",
              "assistant",
              "--message",
              "Grüße",
              "--session",
              "s-1",
              "--execution-id",
              "e-1");

      assertThat(answer.printed().lines())
          .startsWith("{\"type\":\"started\",\"executionId\":\"e-1\",\"sessionId\":\"s-1\"}")
          .anyMatch(line ->
              line.startsWith("{\"type\":\"tool-result\"") && line.contains("\"failed\":false"))
          .endsWith("{\"type\":\"finished\",\"phase\":\"COMPLETED\"}");
      assertThat(answer.exitCode()).isZero();
      assertThat(folder.resolve("workspace/sessions/s-1/hello.txt")).hasContent("Grüße");
      assertThat(worker.command("cancel", "e-1").exitCode()).isZero();
    }
  }

  @Test
  void anExecutionIsCancelledByItsId() throws IOException, InterruptedException {
    try (var model = ScriptedModel.start(_ -> new ModelScript.Reply.Silence());
        var worker = start(model)) {
      Process run =
          worker.begin("run", "--agent", "assistant", "--message", "hi", "--execution-id", "e-1");
      assertThat(run.inputReader().readLine()).contains("\"started\"");
      assertThat(worker.command("cancel", "e-1").exitCode()).isZero();

      assertThat(run.inputReader().lines())
          .endsWith("{\"type\":\"finished\",\"phase\":\"CANCELLED\"}");
      assertThat(run.waitFor()).isEqualTo(130);
    }
  }

  @Test
  void aSecondSignalEndsTheWorkerAtOnceWhateverRuns() throws IOException, InterruptedException {
    var asked = new CountDownLatch(1);
    try (var model =
            ScriptedModel.start(_ -> {
              asked.countDown();
              return new ModelScript.Reply.Silence();
            });
        var worker = start(model)) {
      worker.begin("run", "--agent", "assistant", "--message", "hi");
      asked.await();

      worker.signal("TERM");
      worker.linesUntil("Stopping");
      worker.signal("TERM");

      assertThat(worker.exitCode()).isEqualTo(143);
      assertThat(worker.restOfItsLines()).noneMatch(line -> line.contains("Stopped"));
    }
  }

  @Test
  void whatIsWrongWithARequestIsSaid() throws IOException, InterruptedException {
    try (var model = ScriptedModel.start(ModelScript.writesAFile());
        var worker = start(model)) {
      WorkerProcess.Answer answer = worker.command("run", "--agent", "nobody", "--message", "hi");

      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.printed()).startsWith("There is no agent 'nobody'");
      assertThat(worker.command("agents").printed()).contains("assistant\t", "pr-reviewer\t");
    }
  }

  private WorkerProcess start(ScriptedModel model) throws IOException {
    WorkerProcess worker =
        WorkerProcess.start(
            folder,
            Map.of(
                "TEMPORAL_SERVICE_ADDRESS",
                temporal.address(),
                "STIGMER_LLM_PROVIDER",
                "openai",
                "STIGMER_LLM_MODEL",
                "scripted",
                "STIGMER_LLM_BASE_URL",
                model.baseUrl().toString()));
    worker.linesUntil(AgentWorker.READY);
    return worker;
  }
}
