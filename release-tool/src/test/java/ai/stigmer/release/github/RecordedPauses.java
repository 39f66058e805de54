package ai.stigmer.release.github;

import ai.stigmer.release.http.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Pauses that take no time and are remembered.
final class RecordedPauses implements RetryPolicy.Pauses {

  private final List<Duration> taken = new CopyOnWriteArrayList<>();

  @Override
  public void pause(Duration pause) {
    taken.add(pause);
  }

  List<Duration> taken() {
    return taken;
  }

  /// Five attempts with these pauses.
  RetryPolicy policy() {
    return new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(2), this);
  }
}
