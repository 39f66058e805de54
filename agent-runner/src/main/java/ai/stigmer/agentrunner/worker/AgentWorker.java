package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.activity.AgentExecutions;
import ai.stigmer.agentrunner.activity.SessionThreads;
import ai.stigmer.agentrunner.config.Settings;
import ai.stigmer.agentrunner.config.TemporalSettings;
import ai.stigmer.agentrunner.control.ControlServer;
import ai.stigmer.agentrunner.control.ControlSocketException;
import ai.stigmer.agentrunner.control.Executions;
import ai.stigmer.agentrunner.execution.Sessions;
import ai.stigmer.agentrunner.llm.ConfiguredModels;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.agentrunner.shell.CommandLimits;
import ai.stigmer.agentrunner.startup.ClassDataArchive;
import ai.stigmer.agentrunner.tool.WorkspaceTools;
import ai.stigmer.agentrunner.workflow.LocalExecution;
import ai.stigmer.agentrunner.workflow.TemporalExecutions;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// A Temporal worker that serves one queue until it is asked to stop, and answers the commands of
/// its container.
public final class AgentWorker {

  /// What it logs once it polls.
  public static final String READY = "Worker ready, polling for tasks...";

  /// How long activities that are running may take to end. With [#INTERRUPTED] and the control
  /// server's goodbye less than the ten seconds after which container runtimes kill.
  static final Duration DRAIN = Duration.ofSeconds(7);

  private static final Logger LOG = Logger.getLogger(AgentWorker.class.getName());

  /// How long activities that were interrupted may take to end what they had started.
  private static final Duration INTERRUPTED = Duration.ofSeconds(1);

  /// A cancellation is learnt by a heartbeat, so none is held back for long.
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private static final int CACHED_WORKFLOWS = 32;
  private static final int WORKFLOW_THREADS = 64;
  private static final int POLLERS = 2;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Settings settings;
  private final RunningActivities activities = new RunningActivities();
  private final Map<TaskKind, Polls> polls = new EnumMap<>(TaskKind.class);

  /// A worker that has not started.
  public AgentWorker(Settings settings) {
    this.settings = settings;
    int most = settings.temporal().maxConcurrency();
    polls.put(
        TaskKind.ACTIVITIES,
        new Polls(TaskKind.ACTIVITIES, () -> activities.count() >= most, System::nanoTime));
    if (settings.backend().isEmpty()) {
      polls.put(TaskKind.WORKFLOWS, new Polls(TaskKind.WORKFLOWS, () -> false, System::nanoTime));
    }
  }

  /// Connects, polls, and returns when it was asked to stop and has drained.
  ///
  /// @return whether all activities ended within [#DRAIN]; those that did not were interrupted
  /// @throws ControlSocketException if its commands could not reach it
  public boolean run(StopRequest stop) throws ControlSocketException, InterruptedException {
    String queue = settings.temporal().taskQueue();
    try (var temporal = new TemporalConnection(settings.temporal(), new PollWatch(polls));
        var server = new ServerConnection(settings.backend())) {
      WorkflowClient client = temporal.client();
      WorkerFactory factory = factory(client);
      register(factory.newWorker(queue, options()), server);
      var health = new WorkerHealth(temporal, polls.values(), queue);
      try (ControlServer _ = ControlServer.open(settings.socket(), health, executions(client))) {
        if (!start(factory, temporal, stop)) {
          return true;
        }
        temporal.watch();
        if (awaitFirstPolls(stop)) {
          LOG.info(READY);
          ClassDataArchive.writeInBackground();
        }
        stop.await();
        LOG.info("Stopping: taking no new tasks");
      }
      return drain(factory);
    }
  }

  /// What this worker can do: the activities, and in local mode the workflow that calls them too.
  private void register(Worker worker, ServerConnection server) {
    Map<String, String> environment = System.getenv();
    Sessions sessions =
        Sessions.in(
            new SessionFolders(settings.workspace()),
            folder -> WorkspaceTools.in(folder, CommandLimits.USUAL, environment));
    worker.registerActivitiesImplementations(
        new SessionThreads(new SecureRandom()),
        new AgentExecutions(
            sessions, ConfiguredModels.of(settings.model()), server.backend(), Clock.systemUTC()));
    if (settings.backend().isEmpty()) {
      worker.registerWorkflowImplementationTypes(LocalExecution.class);
    }
  }

  /// What its commands can start: in server mode nothing.
  private Executions executions(WorkflowClient client) {
    return settings
        .backend()
        .<Executions>map(server -> new NoExecutions(server.endpoint()))
        .orElseGet(() -> new TemporalExecutions(client, settings.temporal().taskQueue()));
  }

  /// Few threads and small caches: a worker waits more than it computes.
  private WorkerFactory factory(WorkflowClient client) {
    return WorkerFactory.newInstance(
        client,
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(CACHED_WORKFLOWS)
            .setMaxWorkflowThreadCount(WORKFLOW_THREADS)
            .setWorkerInterceptors(activities)
            .build());
  }

  private WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(settings.temporal().maxConcurrency())
        .setMaxConcurrentActivityTaskPollers(POLLERS)
        .setMaxConcurrentWorkflowTaskPollers(POLLERS)
        .setAllowActivityHeartbeatDuringShutdown(true)
        .setMaxHeartbeatThrottleInterval(HEARTBEAT)
        .build();
  }

  /// Starts once Temporal is there, which may have gone again by then.
  ///
  /// @return whether it has started; not if the worker was asked to stop before
  private boolean start(WorkerFactory factory, TemporalConnection temporal, StopRequest stop)
      throws InterruptedException {
    while (awaitTemporal(temporal, stop)) {
      try {
        factory.start();
        return true;
      } catch (StatusRuntimeException lost) {
        LOG.warning("Temporal went away at the start (" + lost.getMessage() + "); trying again");
        stop.await(FIRST_PAUSE);
      }
    }
    return false;
  }

  /// Waits until Temporal answers for the namespace.
  ///
  /// @return whether it does; not if the worker was asked to stop before
  private boolean awaitTemporal(TemporalConnection temporal, StopRequest stop)
      throws InterruptedException {
    TemporalSettings sought = settings.temporal();
    LOG.info(
        "Connecting to Temporal at %s, namespace %s, queue %s"
            .formatted(sought.address(), sought.namespace(), sought.taskQueue()));
    String said = "";
    Duration pause = FIRST_PAUSE;
    while (!stop.isAsked()) {
      Optional<String> missing = temporal.probe();
      if (missing.isEmpty()) {
        return true;
      }
      if (!missing.get().equals(said)) {
        said = missing.get();
        LOG.warning(said + "; trying again until it does");
      }
      stop.await(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
    return false;
  }

  private boolean awaitFirstPolls(StopRequest stop) throws InterruptedException {
    for (Polls ofKind : polls.values()) {
      boolean polled = false;
      while (!polled && !stop.isAsked()) {
        polled = ofKind.awaitFirst(FIRST_PAUSE);
      }
    }
    return !stop.isAsked();
  }

  private boolean drain(WorkerFactory factory) {
    factory.shutdown();
    factory.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    boolean drained = factory.isTerminated();
    if (!drained) {
      factory.shutdownNow();
      factory.awaitTermination(INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS);
    }
    LOG.info(drained ? "Stopped" : "Stopped with tasks unfinished; Temporal will retry them");
    return drained;
  }
}
