package ai.stigmer.release.simulation;

import java.util.concurrent.atomic.LongAdder;

/// What a trial counted.
final class Tally {

  private final LongAdder cases = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final LongAdder deaths = new LongAdder();
  private final LongAdder lowered = new LongAdder();

  void add(Simulation simulation) {
    cases.increment();
    requests.add(simulation.requests());
    faults.add(simulation.faults());
    deaths.add(simulation.deaths());
    lowered.add(simulation.lowered());
  }

  /// How many simulations were played.
  long cases() {
    return cases.sum();
  }

  /// How many requests they made.
  long requests() {
    return requests.sum();
  }

  /// How many requests went wrong.
  long faults() {
    return faults.sum();
  }

  /// How many processes died.
  long deaths() {
    return deaths.sum();
  }

  /// How often something was moved to a lower version for a moment, by runs that crossed.
  long lowered() {
    return lowered.sum();
  }
}
