package ai.stigmer.agentrunner.llm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How often a request is made, and how long it waits in between.
final class Attempts {

  /// How often at most.
  static final int MOST = 4;

  /// The longest wish of a server that is waited for.
  private static final Duration LONGEST_WISH = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /// Waits.
  interface Pause {

    /// Waits that long.
    void last(Duration duration) throws InterruptedException;
  }

  private Attempts() {}

  /// How long to wait before the next attempt, if there should be one: as long as the server wants,
  /// else half a second doubled with each attempt, with up to half of it on top so that many
  /// workers do not come back at once.
  ///
  /// @param made how many attempts were made
  static Optional<Duration> pauseAfter(int made, Failure failure, Deadline deadline) {
    if (made >= MOST || !failure.mayPass()) {
      return Optional.empty();
    }
    Duration backoff = FIRST_PAUSE.multipliedBy(1L << (made - 1));
    Duration pause =
        failure
            .wish()
            .orElseGet(() ->
                backoff.plusMillis(ThreadLocalRandom.current().nextLong(backoff.toMillis() / 2)));
    return Optional.of(pause)
        .filter(wait -> wait.compareTo(LONGEST_WISH) <= 0)
        .filter(wait -> wait.compareTo(deadline.left()) < 0);
  }
}
