package ai.stigmer.release.simulation;

import ai.stigmer.release.testing.CountsTable;
import java.util.Locale;

/// The table of what was counted, which `make test` ends with.
final class Counts {

  private Counts() {}

  /// What a trial counted, every case of which kept the promises.
  static void kept(String trial, Tally tally) {
    CountsTable.kept(
        trial,
        tally.cases(),
        tally.requests(),
        ", %d faults, %d kills".formatted(tally.faults(), tally.deaths()));
  }

  /// A tool broken on purpose that was caught.
  static void caught(Mutant mutant, BrokenPromise promise) {
    CountsTable.append(
        "%-90s caught by %s, %s%n"
            .formatted(
                mutant.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                promise.promise(),
                promise.where()));
  }
}
