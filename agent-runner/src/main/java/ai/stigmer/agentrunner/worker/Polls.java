package ai.stigmer.agentrunner.worker;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/// The polls for one kind of task: each is one request that the server holds for up to a minute.
final class Polls {

  private static final Logger LOG = Logger.getLogger(Polls.class.getName());

  /// How long a poll must have stood to count for more than the failure before it: one that the
  /// server refuses comes back at once.
  private static final Duration STANDS = Duration.ofSeconds(2);

  /// A poller that has a free slot polls again at once.
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private final TaskKind kind;
  private final BooleanSupplier full;
  private final LongSupplier nanoTime;
  private final CountDownLatch first = new CountDownLatch(1);
  private int standing;
  private long lastSent;
  private long lastAnswered;
  private Optional<Status> failure = Optional.empty();

  /// No polls yet.
  ///
  /// @param full whether the worker is at its limit, where it rightly does not poll
  /// @param nanoTime a clock like [System#nanoTime]
  Polls(TaskKind kind, BooleanSupplier full, LongSupplier nanoTime) {
    this.kind = kind;
    this.full = full;
    this.nanoTime = nanoTime;
  }

  /// A poll has been sent.
  synchronized void sent() {
    standing++;
    lastSent = nanoTime.getAsLong();
    first.countDown();
  }

  /// A poll that was sent has come back.
  synchronized void ended(Status status) {
    standing--;
    lastAnswered = nanoTime.getAsLong();
    switch (status.getCode()) {
      case OK -> failure = Optional.empty();
      // The worker's own doing.
      case CANCELLED -> {}
      // The connection's doing, which is told of elsewhere.
      case UNAVAILABLE, DEADLINE_EXCEEDED -> failure = Optional.of(status);
      default -> {
        if (failure.map(Status::getCode).filter(status.getCode()::equals).isEmpty()) {
          LOG.warning(() ->
              "Temporal refuses to give %s: %s; trying on".formatted(kind.text(), text(status)));
        }
        failure = Optional.of(status);
      }
    }
  }

  /// Waits a moment for the first poll.
  ///
  /// @return whether it has been sent
  boolean awaitFirst(Duration atMost) throws InterruptedException {
    return first.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Why this worker gets no tasks, though Temporal can be reached; nothing if it gets them.
  synchronized Optional<String> complaint() {
    if (first.getCount() > 0) {
      return Optional.of("it does not poll for %s yet".formatted(kind.text()));
    }
    if (failure.isPresent() && (standing == 0 || since(lastSent).compareTo(STANDS) < 0)) {
      return Optional.of(
          "its last poll for %s failed: %s".formatted(kind.text(), text(failure.get())));
    }
    if (standing == 0 && since(lastAnswered).compareTo(SILENCE) > 0 && !full.getAsBoolean()) {
      return Optional.of(
          "it has not polled for %s since %d s"
              .formatted(kind.text(), since(lastAnswered).toSeconds()));
    }
    return Optional.empty();
  }

  private Duration since(long time) {
    return Duration.ofNanos(nanoTime.getAsLong() - time);
  }

  private static String text(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(description -> status.getCode() + ", " + description)
        .orElse(status.getCode().toString());
  }
}
