package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.activity.SessionThreads;
import ai.stigmer.agentrunner.config.WorkerSettings;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A Temporal worker that serves the activities of one queue until it is asked to stop.
public final class AgentWorker {

  /// What it prints once it polls.
  public static final String READY = "Worker ready, polling for tasks...";

  /// How long activities that are running may take to end; less than the ten seconds after which
  /// container runtimes kill.
  public static final Duration DRAIN = Duration.ofSeconds(8);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final WorkerSettings settings;
  private final PrintStream out;

  /// A worker that tells what it does on this stream.
  public AgentWorker(WorkerSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /// Connects, polls, and returns when it was asked to stop and has drained.
  ///
  /// @return whether all activities ended within [#DRAIN]; those that did not were interrupted
  public boolean run(StopRequest stop) throws InterruptedException {
    var firstPoll = new FirstPoll();
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .addGrpcClientInterceptor(firstPoll)
                .build());
    try {
      WorkerFactory factory = register(stubs);
      if (!start(factory, stubs, stop)) {
        return true;
      }
      boolean polls = false;
      while (!polls && !stop.isAsked()) {
        polls = firstPoll.await(FIRST_PAUSE.toMillis());
      }
      if (polls) {
        out.println(READY);
      }
      stop.await();
      return drain(factory);
    } finally {
      stubs.shutdownNow();
    }
  }

  private WorkerFactory register(WorkflowServiceStubs stubs) {
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setNamespace(settings.namespace()).build());
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory
        .newWorker(
            settings.taskQueue(),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(settings.maxConcurrency())
                .build())
        .registerActivitiesImplementations(new SessionThreads(new SecureRandom()));
    return factory;
  }

  /// Starts polling as soon as Temporal answers for the namespace.
  ///
  /// @return whether it was started; not if it was asked to stop before
  private boolean start(WorkerFactory factory, WorkflowServiceStubs stubs, StopRequest stop)
      throws InterruptedException {
    out.println(
        "Connecting to Temporal at %s, namespace %s, queue %s"
            .formatted(settings.address(), settings.namespace(), settings.taskQueue()));
    Duration pause = FIRST_PAUSE;
    while (!stop.isAsked()) {
      try {
        factory.start();
        return true;
      } catch (StatusRuntimeException refused) {
        out.println(
            "Temporal at %s does not serve namespace %s yet (%s); trying again in %s s"
                .formatted(
                    settings.address(),
                    settings.namespace(),
                    reason(refused),
                    pause.toMillis() / 1000.0));
      }
      stop.await(pause);
      // The channel has a longer back-off of its own.
      stubs.getRawChannel().resetConnectBackoff();
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
    return false;
  }

  private boolean drain(WorkerFactory factory) {
    out.println("Stopping: taking no new tasks");
    factory.shutdown();
    factory.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    boolean drained = factory.isTerminated();
    if (!drained) {
      factory.shutdownNow();
    }
    out.println(drained ? "Stopped" : "Stopped with tasks unfinished; Temporal will retry them");
    return drained;
  }

  /// The innermost cause, which is where "connection refused" stands; the status says "io
  /// exception".
  private static String reason(StatusRuntimeException refused) {
    Throwable innermost = refused;
    for (Throwable next = refused; next != null; next = next.getCause()) {
      innermost = next;
    }
    return innermost.equals(refused) ? refused.toString() : innermost.toString();
  }
}
