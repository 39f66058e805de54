package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.activity.AgentExecutions;
import ai.stigmer.agentrunner.activity.SessionThreads;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.control.Running;
import ai.stigmer.agentrunner.execution.FakeToolbox;
import ai.stigmer.agentrunner.execution.ScriptedReplies;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.session.SessionFolders;
import io.temporal.client.WorkflowStub;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Workers in local mode and the executions on their queue, with Temporal's own test server in this
/// process.
final class LocalMode implements AutoCloseable {

  private static final String QUEUE = "runners";

  private final Path workspace;
  private final FakeToolbox toolbox = new FakeToolbox();
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final TemporalExecutions executions =
      new TemporalExecutions(environment.getWorkflowClient(), QUEUE);
  private final List<WorkerFactory> workers = new ArrayList<>();

  /// No worker yet.
  LocalMode(Path workspace) {
    this.workspace = workspace;
  }

  TemporalExecutions executions() {
    return executions;
  }

  /// The tools of all sessions.
  FakeToolbox toolbox() {
    return toolbox;
  }

  /// Starts a worker that does everything.
  void startWorker(ScriptedReplies model) {
    start(worker -> {
      worker.registerWorkflowImplementationTypes(LocalExecution.class);
      registerActivities(worker, model);
    });
  }

  /// Starts a worker that does what is registered with it.
  WorkerFactory start(Consumer<Worker> registration) {
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

  void registerActivities(Worker worker, ScriptedReplies model) {
    worker.registerActivitiesImplementations(
        new SessionThreads(RandomGenerator.getDefault()),
        new AgentExecutions(
            Sessions.in(new SessionFolders(workspace), _ -> toolbox),
            _ -> model,
            Optional.empty(),
            Clock.systemUTC()));
  }

  /// What Temporal answers when it is asked how far an execution is.
  AgentExecutionStatus status(String executionId) {
    return stub(executionId).query("status", AgentExecutionStatus.class);
  }

  /// What an execution ended with.
  AgentExecutionStatus result(String executionId) {
    return stub(executionId).getResult(AgentExecutionStatus.class);
  }

  WorkflowStub stub(String executionId) {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub("stigmer/agent-execution/invoke/" + executionId);
  }

  /// A request for an execution of that id, in the session `s-1`.
  static String request(String executionId) {
    return "{\"agent\":\"assistant\",\"message\":\"go\",\"sessionId\":\"s-1\",\"executionId\":\"%s\"}"
        .formatted(executionId);
  }

  /// All events up to the last.
  static List<String> eventsOf(Running running) throws InterruptedException {
    var events = new ArrayList<String>();
    for (Optional<String> event = running.nextEvent();
        event.isPresent();
        event = running.nextEvent()) {
      events.add(event.get());
    }
    return events;
  }

  @Override
  public void close() {
    workers.forEach(WorkerFactory::shutdownNow);
    workers.forEach(worker -> worker.awaitTermination(10, TimeUnit.SECONDS));
    environment.close();
  }
}
