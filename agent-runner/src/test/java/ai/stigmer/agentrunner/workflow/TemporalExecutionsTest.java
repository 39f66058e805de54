package ai.stigmer.agentrunner.workflow;

import static ai.stigmer.agentrunner.execution.ScriptedReplies.asks;
import static ai.stigmer.agentrunner.execution.ScriptedReplies.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.activity.AgentExecutions;
import ai.stigmer.agentrunner.activity.SessionThreads;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.control.AgentSummary;
import ai.stigmer.agentrunner.control.Ending;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import ai.stigmer.agentrunner.control.Running;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.execution.FakeToolbox;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.session.SessionFolders;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Executions in local mode, against Temporal's own test server in this process.
@Timeout(60)
class TemporalExecutionsTest {

  private static final String QUEUE = "runners";

  @TempDir private Path workspace;

  private final FakeToolbox toolbox = new FakeToolbox();
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final TemporalExecutions executions =
      new TemporalExecutions(environment.getWorkflowClient(), QUEUE);
  private final List<WorkerFactory> workers = new ArrayList<>();

  @AfterEach
  void endTheEnvironment() {
    workers.forEach(WorkerFactory::shutdownNow);
    workers.forEach(worker -> worker.awaitTermination(10, TimeUnit.SECONDS));
    environment.close();
  }

  @Test
  void anExecutionIsToldFromItsStartToItsEnd() throws Exception {
    startWorker(
        new ScriptedReplies(
            new Turn.Model("Let me look.", asks("echo c1 {\"path\":\"a\"}").toolRequests()),
            asks("plan c2 \"mend\"", "none c3"),
            says("All done.")));

    Running running = executions.start(request("e-1"));
    List<String> events = eventsOf(running);

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
    assertThat(result("e-1").getPhase()).isEqualTo(ExecutionPhase.EXECUTION_COMPLETED);
    assertThat(environment.getWorkflowClient().fetchHistory(id("e-1")).getEvents())
        .hasSizeLessThan(60);
  }

  @Test
  void aFailureOfTheModelIsTheEndAndTriedNoMore() throws Exception {
    var model = new ScriptedReplies();
    startWorker(model);

    Running running = executions.start(request("e-1"));

    assertThat(eventsOf(running))
        .last()
        .asString()
        .contains("\"phase\":\"FAILED\"", "The model has no more to say");
    assertThat(running.ending()).isEqualTo(Ending.FAILED);
    assertThat(model.heard()).hasSize(1);
  }

  @Test
  void cancellingEndsTheToolAndTheWorkflow() throws Exception {
    startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = executions.start(request("e-1"));
    toolbox.awaitWaiting();

    running.cancel();

    assertThat(eventsOf(running)).last().asString().contains("\"phase\":\"CANCELLED\"");
    assertThat(running.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(status("e-1").getPhase()).isEqualTo(ExecutionPhase.EXECUTION_CANCELLED);
    assertThatThrownBy(() -> result("e-1"))
        .isInstanceOf(WorkflowFailedException.class)
        .hasRootCauseInstanceOf(CanceledFailure.class);
  }

  @Test
  void anExecutionIsCancelledByItsIdAndOneThatIsOverStaysSo() throws Exception {
    startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = executions.start(request("e-1"));
    toolbox.awaitWaiting();

    assertThat(executions.cancel("e-1")).isTrue();
    assertThat(eventsOf(running)).last().asString().contains("CANCELLED");
    assertThat(executions.cancel("e-1")).isTrue();
    assertThat(executions.cancel("e-2")).isFalse();
    assertThat(executions.cancel("no id")).isFalse();
  }

  @Test
  void anExecutionBeforeAnyWorkerIsThereCanBeCancelledToo() throws Exception {
    Running running = executions.start(request("e-1"));
    running.cancel();
    startWorker(new ScriptedReplies(says("never")));

    assertThat(eventsOf(running)).last().asString().contains("CANCELLED");
  }

  /// Without a worker Temporal keeps the question for the status waiting.
  @Test
  void anInterruptionEndsTheWaitForAnEvent() throws Exception {
    Running running = executions.start(request("e-1"));
    assertThat(running.nextEvent())
        .hasValueSatisfying(event -> assertThat(event).contains("started"));
    var waiting = new FutureTask<>(running::nextEvent);
    Thread waiter = Thread.ofPlatform().start(waiting);
    Thread.sleep(200);

    waiter.interrupt();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(stub("e-1").describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  @Test
  void anInterruptionIsNotTakenForATemporalThatDoesNotAnswer() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> executions.start(request("e-1")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /// The workflow has a worker of its own here: Temporal's test server in this process does not
  /// always give a workflow's task to another worker than the one that ended with it.
  @Test
  void anotherWorkerGoesOnWithTheActivityWhenOneIsShutDown() throws Exception {
    var model =
        new ScriptedReplies(asks("echo c1"), asks("wait c2"), asks("echo c3"), says("done"));
    start(worker -> worker.registerWorkflowImplementationTypes(LocalExecution.class));
    WorkerFactory first = start(worker -> registerActivities(worker, model));
    Running running = executions.start(request("e-1"));
    toolbox.awaitWaiting();

    start(worker -> registerActivities(worker, model));
    first.shutdown();
    List<String> events = eventsOf(running);

    assertThat(toolbox.calls()).containsExactly("echo c1", "wait c2", "echo c3");
    assertThat(events).last().asString().contains("COMPLETED");
    assertThat(events.stream().filter(event -> event.contains("\"message\""))).hasSize(1);
    assertThat(events.stream().filter(event -> event.contains("\"tool-result\""))).hasSize(3);
  }

  @Test
  void progressThatComesLateChangesNothing() throws Exception {
    start(worker -> worker.registerWorkflowImplementationTypes(LocalExecution.class));
    executions.start(request("e-1"));

    tell(1, 1, "of the first attempt");
    tell(1, 3, "the third");
    tell(1, 2, "the second");
    assertThat(status("e-1").getError()).isEqualTo("the third");
    tell(2, 1, "of the second attempt");
    tell(1, 4, "of the first, which is dead");
    tell(2, 1, "told twice");
    assertThat(status("e-1").getError()).isEqualTo("of the second attempt");
  }

  @Test
  void anExecutionEndedInTemporalIsToldAsFailed() throws Exception {
    startWorker(new ScriptedReplies(asks("wait c1")));
    Running running = executions.start(request("e-1"));
    toolbox.awaitWaiting();

    environment.getWorkflowClient().newUntypedWorkflowStub(id("e-1")).terminate("by hand");

    assertThat(eventsOf(running)).last().asString().contains("FAILED", "ended in Temporal");
  }

  @Test
  void anIdIsUsedOnce() throws Exception {
    startWorker(new ScriptedReplies(says("done")));
    eventsOf(executions.start(request("e-1")));

    assertThatThrownBy(() -> executions.start(request("e-1")))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining("There is an execution 'e-1' already");
  }

  @Test
  void theBuiltInAgentsAreListed() {
    assertThat(executions.agents())
        .extracting(AgentSummary::name)
        .containsExactly("assistant", "pr-reviewer");
  }

  private void startWorker(ScriptedReplies model) {
    start(worker -> {
      worker.registerWorkflowImplementationTypes(LocalExecution.class);
      registerActivities(worker, model);
    });
  }

  private WorkerFactory start(Consumer<Worker> registration) {
    WorkerFactory factory = WorkerFactory.newInstance(environment.getWorkflowClient());
    registration.accept(
        factory.newWorker(
            QUEUE,
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(500))
                .build()));
    factory.start();
    workers.add(factory);
    return factory;
  }

  private void registerActivities(Worker worker, ScriptedReplies model) {
    worker.registerActivitiesImplementations(
        new SessionThreads(RandomGenerator.getDefault()),
        new AgentExecutions(
            Sessions.in(new SessionFolders(workspace), _ -> toolbox),
            _ -> model,
            Optional.empty(),
            Clock.systemUTC()));
  }

  private static List<String> eventsOf(Running running) throws InterruptedException {
    var events = new ArrayList<String>();
    for (Optional<String> event = running.nextEvent();
        event.isPresent();
        event = running.nextEvent()) {
      events.add(event.get());
    }
    return events;
  }

  private void tell(int attempt, int number, String error) {
    stub("e-1")
        .signal(
            "progress",
            attempt,
            number,
            0,
            0,
            0,
            AgentExecutionStatus.newBuilder().setError(error).build());
  }

  private AgentExecutionStatus status(String executionId) {
    return stub(executionId).query("status", AgentExecutionStatus.class);
  }

  private AgentExecutionStatus result(String executionId) {
    return stub(executionId).getResult(AgentExecutionStatus.class);
  }

  private WorkflowStub stub(String executionId) {
    return environment.getWorkflowClient().newUntypedWorkflowStub(id(executionId));
  }

  private static String id(String executionId) {
    return "stigmer/agent-execution/invoke/" + executionId;
  }

  private static String request(String executionId) {
    return "{\"agent\":\"assistant\",\"message\":\"go\",\"sessionId\":\"s-1\",\"executionId\":\"%s\"}"
        .formatted(executionId);
  }
}
