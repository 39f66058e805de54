package ai.stigmer.release.simulation;

import java.util.List;
import java.util.SplittableRandom;

/// The scheduler: what becomes of each request, and who makes the next one.
interface Decisions {

  /// A world in which nothing goes wrong and everybody waits for their turn.
  Decisions SOUND = new Decisions() {};

  /// What becomes of a request.
  default Fate fate(Request request) {
    return Fate.APPLIED;
  }

  /// Which run goes on.
  ///
  /// @param ready those that have a request to make, at least one
  /// @param last the one that went last, if it is among them
  default Run next(List<Run> ready, Run last, Simulation simulation) {
    return ready.contains(last) ? last : ready.getFirst();
  }

  /// Whether [Simulation#state()] is going to be asked for.
  default boolean askForState() {
    return false;
  }

  /// One request meets that fate.
  static Decisions at(int number, Fate fate) {
    return new Decisions() {
      @Override
      public Fate fate(Request request) {
        return request.number() == number ? fate : Fate.APPLIED;
      }
    };
  }

  /// Decisions that follow from a seed.
  ///
  /// @param faults how many of a thousand requests go wrong, on the average
  static Decisions seeded(long seed, int faults) {
    return seeded(seed, faults, faults);
  }

  /// The same, but faults come together.
  ///
  /// @param again how many of a thousand requests go wrong that follow one that did
  static Decisions seeded(long seed, int faults, int again) {
    var random = new SplittableRandom(seed);
    Fate[] fates = Fate.values();
    return new Decisions() {
      private Fate last = Fate.APPLIED;

      @Override
      public Fate fate(Request request) {
        boolean strikes = random.nextInt(1000) < (last == Fate.APPLIED ? faults : again);
        last = strikes ? fates[random.nextInt(1, fates.length)] : Fate.APPLIED;
        return last;
      }

      @Override
      public Run next(List<Run> ready, Run last, Simulation simulation) {
        return ready.size() == 1 ? ready.getFirst() : ready.get(random.nextInt(ready.size()));
      }
    };
  }
}
