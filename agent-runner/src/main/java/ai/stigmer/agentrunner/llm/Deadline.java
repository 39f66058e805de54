package ai.stigmer.agentrunner.llm;

import java.time.Duration;

/// The moment by which something must be over.
///
/// @param nanoTime the moment, as `System.nanoTime()` counts
record Deadline(long nanoTime) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /// How long it is until then; zero or less if it is past.
  Duration left() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }
}
