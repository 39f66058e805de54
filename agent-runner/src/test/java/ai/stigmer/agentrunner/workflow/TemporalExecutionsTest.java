package ai.stigmer.agentrunner.workflow;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.control.AgentSummary;
import ai.stigmer.agentrunner.control.Ending;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import ai.stigmer.agentrunner.control.Running;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told of executions in local mode.
@Timeout(60)
class TemporalExecutionsTest {

  @TempDir private Path workspace;

  private LocalMode local;

  @BeforeEach
  void begin() {
    local = new LocalMode(workspace);
  }

  @AfterEach
  void end() {
    local.close();
  }

  @Test
  void anExecutionIsToldFromItsStartToItsEnd() throws Exception {
    local.startWorker(
        new ScriptedReplies(
            new Turn.Model("Let me look.", asks("echo c1 {\"path\":\"a\"}").toolRequests()),
            asks("plan c2 \"mend\"", "none c3"),
            says("All done.")));

    Running running = local.executions().start(LocalMode.request("e-1"));
    List<String> events = LocalMode.eventsOf(running);

    assertThat(events)
        .startsWith("{\"type\":\"started\",\"executionId\":\"e-1\",\"sessionId\":\"s-1\"}")
        .endsWith("{\"type\":\"finished\",\"phase\":\"COMPLETED\"}")
        .containsSubsequence(
            "{\"type\":\"message\",\"role\":\"ai\",\"text\":\"Let me look.\"}",
            "{\"type\":\"tool-call\",\"id\":\"c1\",\"name\":\"echo\",\"arguments\":{\"path\":\"a\"}}",
            "{\"type\":\"tool-result\",\"id\":\"c1\",\"name\":\"echo\",\"failed\":false,"
                + "\"result\":\"{\\\"path\\\":\\\"a\\\"}\"}",
            "{\"type\":\"tool-result\",\"id\":\"c3\",\"name\":\"none\",\"failed\":true,"
                + "\"result\":\"there is no tool none\"}",
            "{\"type\":\"message\",\"role\":\"ai\",\"text\":\"All done.\"}")
        .contains(
            "{\"type\":\"todos\",\"todos\":[{\"id\":\"1\",\"content\":\"\\\"mend\\\"\","
                + "\"status\":\"in_progress\"}]}");
    assertThat(events.stream().filter(event -> event.contains("\"text\",\"delta\""))).isNotEmpty();
    assertThat(running.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(local.result("e-1").getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
  }

  @Test
  void aFailureOfTheModelIsTheEndAndTriedNoMore() throws Exception {
    var model = new ScriptedReplies();
    local.startWorker(model);

    Running running = local.executions().start(LocalMode.request("e-1"));

    assertThat(LocalMode.eventsOf(running))
        .last()
        .asString()
        .contains("\"phase\":\"FAILED\"", "The model has no more to say");
    assertThat(running.ending()).isEqualTo(Ending.FAILED);
    assertThat(model.heard()).hasSize(1);
  }

  @Test
  void progressThatComesLateChangesNothing() throws Exception {
    local.start(worker -> worker.registerWorkflowImplementationTypes(LocalExecution.class));
    local.executions().start(LocalMode.request("e-1"));

    tell(1, 1, "of the first attempt");
    tell(1, 3, "the third");
    tell(1, 2, "the second");
    assertThat(local.status("e-1").getError()).isEqualTo("the third");
    tell(2, 1, "of the second attempt");
    tell(1, 4, "of the first, which is dead");
    tell(2, 1, "told twice");
    assertThat(local.status("e-1").getError()).isEqualTo("of the second attempt");
  }

  @Test
  void anExecutionEndedInTemporalIsToldAsFailed() throws Exception {
    local.startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = local.executions().start(LocalMode.request("e-1"));
    local.toolbox().awaitWaiting();

    local.stub("e-1").terminate("by hand");

    assertThat(LocalMode.eventsOf(running))
        .last()
        .asString()
        .contains("FAILED", "ended in Temporal");
  }

  @Test
  void anIdIsUsedOnce() throws Exception {
    local.startWorker(new ScriptedReplies(says("done")));
    LocalMode.eventsOf(local.executions().start(LocalMode.request("e-1")));

    assertThatThrownBy(() -> local.executions().start(LocalMode.request("e-1")))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining("There is an execution 'e-1' already");
  }

  @Test
  void theBuiltInAgentsAreListed() {
    assertThat(local.executions().agents())
        .extracting(AgentSummary::name)
        .containsExactly("assistant", "pr-reviewer");
  }

  private void tell(int attempt, int number, String error) {
    local
        .stub("e-1")
        .signal(
            "progress",
            attempt,
            number,
            0,
            0,
            0,
            AgentExecutionStatus.newBuilder().setError(error).build());
  }
}
