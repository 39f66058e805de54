package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.control.Health;
import ai.stigmer.agentrunner.control.HealthCheck;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Healthy is a worker that polls, and whose Temporal answers now.
final class WorkerHealth implements HealthCheck {

  private final TemporalConnection temporal;
  private final Collection<Polls> polls;
  private final String queue;

  WorkerHealth(TemporalConnection temporal, Collection<Polls> polls, String queue) {
    this.temporal = temporal;
    this.polls = List.copyOf(polls);
    this.queue = queue;
  }

  @Override
  public Health check() {
    return temporal
        .probe()
        .or(() ->
            polls.stream()
                .map(Polls::complaint)
                .flatMap(Optional::stream)
                .findFirst()
                .map(complaint -> "the worker is there, but " + complaint))
        .map(reason -> new Health(false, reason))
        .orElseGet(() -> new Health(true, "polling Temporal's queue " + queue));
  }
}
