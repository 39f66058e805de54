package ai.stigmer.agentrunner.backend;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Calls over one channel, each with a deadline, repeated where that can help.
final class ServerCalls {

  /// How long one attempt may take.
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Set<Status.Code> PASSING =
      EnumSet.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private final ManagedChannel channel;
  private final CallOptions options;
  private final Refusal refusal;
  private final Duration deadline;

  ServerCalls(ManagedChannel channel, Refusal refusal) {
    this(channel, refusal, DEADLINE);
  }

  ServerCalls(ManagedChannel channel, Refusal refusal, Duration deadline) {
    this.channel = channel;
    this.options =
        refusal.key().map(CallOptions.DEFAULT::withCallCredentials).orElse(CallOptions.DEFAULT);
    this.refusal = refusal;
    this.deadline = deadline;
  }

  /// The server's answer.
  ///
  /// @param patience how long a server that is away or overloaded is asked again; zero asks once
  /// @throws ai.stigmer.agentrunner.execution.BackendException if it gave none
  <Q, A> A ask(Errand<Q, A> errand, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Status failure;
      try {
        return ClientCalls.blockingUnaryCall(
            channel,
            errand.method(),
            options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS),
            errand.question());
      } catch (StatusRuntimeException failed) {
        failure = failed.getStatus();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      connectAnew(failure);
      if (!PASSING.contains(failure.getCode()) || System.nanoTime() + pause.toNanos() > end) {
        throw refusal.of(failure, errand);
      }
      Thread.sleep(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /// The channel would wait longer than we do before it connects again, and would go on with a
  /// connection that is dead but not closed.
  private void connectAnew(Status failure) {
    if (failure.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      channel.enterIdle();
    } else {
      channel.resetConnectBackoff();
    }
  }
}
