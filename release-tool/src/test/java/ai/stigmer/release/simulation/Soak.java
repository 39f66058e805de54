package ai.stigmer.release.simulation;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As many random cases as the property `soak.count` says, with the seeds from `soak.from` on,
/// which the tests do not use: what `make soak` runs.
class Soak {

  private static final long FIRST_SEED = 1_000_000_000;

  @Test
  void thePromisesHold(@TempDir Path folder) {
    long third = Long.getLong("soak.count", 1_000_000) / 3;
    long from = Long.getLong("soak.from", FIRST_SEED);
    var releases = new Releases(folder);
    var trials = new Trials(WorldOfPorts::new, Tool.REAL, releases);

    Counts.kept(
        "random faults and kills", trials.schedules(Scenario.single(releases), from, third));
    Counts.kept("random orders", trials.races(Scenario.racing(releases), from, third, 0));
    Counts.kept(
        "random orders with faults and kills",
        trials.races(Scenario.racing(releases), from + third, third, 10));
  }
}
