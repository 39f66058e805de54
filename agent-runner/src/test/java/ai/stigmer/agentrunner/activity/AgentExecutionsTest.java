package ai.stigmer.agentrunner.activity;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionSpec;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ApiResourceMetadata;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.execution.Backend;
import ai.stigmer.agentrunner.execution.FakeToolbox;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.session.SessionFolders;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The activities, called as the server's workflow calls them.
@Timeout(60)
class AgentExecutionsTest {

  private final FakeToolbox toolbox = new FakeToolbox();

  @TempDir private Path workspace;

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  private final WorkerFactory runners = WorkerFactory.newInstance(environment.getWorkflowClient());

  @AfterEach
  void endTheEnvironment() {
    runners.shutdownNow();
    runners.awaitTermination(10, TimeUnit.SECONDS);
    environment.close();
  }

  @Test
  void anExecutionOfTheServersRunsAndItsServerIsToldHowFarItIs() {
    var backend = new FakeBackend(false);
    ContractCaller caller =
        start(Optional.of(backend), new ScriptedReplies(asks("echo c1 {}"), says("done")));

    AgentExecutionStatus status = caller.call("runners", execution("a-1"), false);

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(toolbox.calls()).containsExactly("echo c1");
    assertThat(backend.reports()).last().isEqualTo(status);
    assertThat(workspace.resolve("sessions/s-1")).isDirectory();
  }

  @Test
  void anExecutionWithoutAnIdIsNotTakenForAnother() {
    ContractCaller caller = start(Optional.empty(), new ScriptedReplies());

    AgentExecutionStatus status =
        caller.call("runners", execution("a-1").toBuilder().clearMetadata().build(), false);

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_FAILED);
    assertThat(status.getError()).isEqualTo("The execution has no id; give it one as metadata.id.");
  }

  @Test
  void cleaningUpDeletesTheSession() {
    ContractCaller caller =
        start(Optional.of(new FakeBackend(false)), new ScriptedReplies(says("done")));

    caller.call("runners", execution("a-1"), true);

    assertThat(workspace.resolve("sessions/s-1")).doesNotExist();
  }

  @Test
  void aServerThatTakesNoProgressHindersNothing() {
    ContractCaller caller =
        start(Optional.of(new FakeBackend(true)), new ScriptedReplies(says("done")));

    assertThat(caller.call("runners", execution("a-1"), false).getPhase())
        .isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
  }

  @Test
  void anAgentTheServerDoesNotHaveIsAFailureWithAReason() {
    ContractCaller caller =
        start(Optional.of(new FakeBackend(false)), new ScriptedReplies(says("done")));

    AgentExecutionStatus status = caller.call("runners", execution("a-2"), false);

    assertThat(status.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_FAILED);
    assertThat(status.getError()).isEqualTo("The server has no such agent.");
  }

  @Test
  void withoutAServerOrAnAgentThereIsNothingToRun() {
    ContractCaller caller = start(Optional.empty(), new ScriptedReplies(says("done")));

    assertThat(caller.call("runners", execution("a-1"), false).getError())
        .contains("STIGMER_BACKEND_ENDPOINT");
  }

  @Test
  void aCancelledExecutionEndsItsToolAndIsReportedAsSuch() throws Exception {
    var backend = new FakeBackend(false);
    ContractCaller caller = start(Optional.of(backend), new ScriptedReplies(asks("wait c1")));
    WorkflowClient.start(caller::call, "runners", execution("a-1"), false);
    toolbox.awaitWaiting();

    WorkflowStub.fromTyped(caller).cancel();

    assertThatThrownBy(() -> WorkflowStub.fromTyped(caller).getResult(AgentExecutionStatus.class))
        .hasRootCauseInstanceOf(CanceledFailure.class);
    AgentExecutionStatus told = backend.reports().getLast();
    assertThat(told.getPhase()).isEqualTo(ExecutionPhase.EXECUTION_CANCELLED);
    assertThat(told.getToolCalls(0).getError()).isNotEmpty();
  }

  @Test
  void aWorkerThatStopsLeavesTheExecutionUnfinishedRatherThanFailed() throws Exception {
    ContractCaller caller =
        start(Optional.of(new FakeBackend(false)), new ScriptedReplies(asks("wait c1")));
    WorkflowClient.start(caller::call, "runners", execution("a-1"), false);
    toolbox.awaitWaiting();

    runners.shutdown();
    runners.awaitTermination(45, TimeUnit.SECONDS);

    assertThat(runners.isTerminated()).isTrue();
    assertThatThrownBy(() -> WorkflowStub.fromTyped(caller).getResult(AgentExecutionStatus.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOf(ActivityFailure.class)
        .cause()
        .hasMessageContaining("The worker stopped before the execution was over");
  }

  private ContractCaller start(Optional<Backend> backend, ScriptedReplies model) {
    runners
        .newWorker(
            "runners",
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(500))
                .build())
        .registerActivitiesImplementations(
            new SessionThreads(RandomGenerator.getDefault()),
            new AgentExecutions(
                Sessions.in(new SessionFolders(workspace), _ -> toolbox),
                _ -> model,
                backend,
                Clock.systemUTC()));
    environment
        .newWorker("caller")
        .registerWorkflowImplementationTypes(ContractCaller.OnQueue.class);
    environment.start();
    runners.start();
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            ContractCaller.class, WorkflowOptions.newBuilder().setTaskQueue("caller").build());
  }

  private static AgentExecution execution(String agentId) {
    return AgentExecution.newBuilder()
        .setMetadata(ApiResourceMetadata.newBuilder().setId("e-1"))
        .setSpec(
            AgentExecutionSpec.newBuilder()
                .setSessionId("s-1")
                .setAgentId(agentId)
                .setMessage("go"))
        .build();
  }
}
