package ai.stigmer.agentrunner.workflow;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.control.Ending;
import ai.stigmer.agentrunner.control.Running;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Executions in local mode that somebody ends, and workers that end before them.
@Timeout(60)
class EndedExecutionsTest {

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
  void cancellingEndsTheToolAndTheWorkflow() throws Exception {
    local.startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = local.executions().start(LocalMode.request("e-1"));
    local.toolbox().awaitWaiting();

    running.cancel();

    assertThat(LocalMode.eventsOf(running)).last().asString().contains("\"phase\":\"CANCELLED\"");
    assertThat(running.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(local.status("e-1").getPhase()).isEqualTo(ExecutionPhase.EXECUTION_CANCELLED);
    assertThatThrownBy(() -> local.result("e-1"))
        .isInstanceOf(WorkflowFailedException.class)
        .hasRootCauseInstanceOf(CanceledFailure.class);
  }

  @Test
  void anExecutionIsCancelledByItsIdAndOneThatIsOverStaysSo() throws Exception {
    local.startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = local.executions().start(LocalMode.request("e-1"));
    local.toolbox().awaitWaiting();

    assertThat(local.executions().cancel("e-1")).isTrue();
    assertThat(LocalMode.eventsOf(running)).last().asString().contains("CANCELLED");
    assertThat(local.executions().cancel("e-1")).isTrue();
    assertThat(local.executions().cancel("e-2")).isFalse();
    assertThat(local.executions().cancel("no id")).isFalse();
  }

  @Test
  void anExecutionBeforeAnyWorkerIsThereCanBeCancelledToo() throws Exception {
    Running running = local.executions().start(LocalMode.request("e-1"));
    running.cancel();
    local.startWorker(new ScriptedReplies(says("never")));

    assertThat(LocalMode.eventsOf(running)).last().asString().contains("CANCELLED");
  }

  /// Without a worker Temporal keeps the question for the status waiting.
  @Test
  void anInterruptionEndsTheWaitForAnEvent() throws Exception {
    Running running = local.executions().start(LocalMode.request("e-1"));
    assertThat(running.nextEvent())
        .hasValueSatisfying(event -> assertThat(event).contains("started"));
    var waiting = new FutureTask<>(running::nextEvent);
    Thread waiter = Thread.ofPlatform().start(waiting);
    while (waiter.getState() == Thread.State.NEW || waiter.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }

    waiter.interrupt();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(local.stub("e-1").describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  @Test
  void anInterruptionIsNotTakenForATemporalThatDoesNotAnswer() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> local.executions().start(LocalMode.request("e-1")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /// The workflow has a worker of its own here: Temporal's test server in this process does not
  /// always give a workflow's task to another worker than the one that ended with it.
  @Test
  void anotherWorkerGoesOnWithTheActivityWhenOneIsShutDown() throws Exception {
    var model =
        new ScriptedReplies(asks("echo c1"), asks("wait c2"), asks("echo c3"), says("done"));
    local.start(worker -> worker.registerWorkflowImplementationTypes(LocalExecution.class));
    WorkerFactory first = local.start(worker -> local.registerActivities(worker, model));
    Running running = local.executions().start(LocalMode.request("e-1"));
    local.toolbox().awaitWaiting();

    local.start(worker -> local.registerActivities(worker, model));
    first.shutdown();
    List<String> events = LocalMode.eventsOf(running);

    assertThat(local.toolbox().calls()).containsExactly("echo c1", "wait c2", "echo c3");
    assertThat(events).last().asString().contains("COMPLETED");
    assertThat(events.stream().filter(event -> event.contains("\"message\""))).hasSize(1);
    assertThat(events.stream().filter(event -> event.contains("\"tool-result\""))).hasSize(3);
  }
}
