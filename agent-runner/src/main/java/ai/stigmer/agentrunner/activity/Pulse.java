package ai.stigmer.agentrunner.activity;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Optional;

/// Tells Temporal that an activity is alive, at a tenth of its heartbeat time-out, and interrupts
/// the activity's thread when Temporal wants it to end.
final class Pulse implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final ActivityExecutionContext context;
  private final Thread activity;
  private final Repeating beats;
  private Optional<ActivityCompletionException> end = Optional.empty();
  private boolean closed;

  private Pulse(ActivityExecutionContext context) {
    this.context = context;
    this.activity = Thread.currentThread();
    this.beats = Repeating.every(() -> interval(context), "the heartbeat", this::beat);
  }

  /// Begins, for the activity that runs on the calling thread.
  static Pulse of(ActivityExecutionContext context) {
    return new Pulse(context);
  }

  private static Duration interval(ActivityExecutionContext context) {
    Duration tenth = context.getInfo().getHeartbeatTimeout().dividedBy(10);
    return tenth.isZero() || tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
  }

  /// Why the activity's thread was interrupted, if it was by this.
  synchronized Optional<ActivityCompletionException> end() {
    return end;
  }

  /// Whether somebody asked for the execution's end, rather than the worker's or the connection's.
  boolean isCancelled() {
    return end()
        .filter(reason ->
            reason instanceof ActivityCanceledException
                && !(reason.getCause() instanceof TimeoutFailure))
        .isPresent();
  }

  private void beat() {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException reason) {
      interrupt(reason);
    }
  }

  private synchronized void interrupt(ActivityCompletionException reason) {
    if (!closed && end.isEmpty()) {
      end = Optional.of(reason);
      activity.interrupt();
    }
  }

  /// Stops; the thread is not interrupted after this.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    beats.close();
  }
}
