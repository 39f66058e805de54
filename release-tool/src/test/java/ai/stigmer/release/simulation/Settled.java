package ai.stigmer.release.simulation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The worlds from which the releases of one scenario came to rest. Once nothing goes wrong any
/// more, what follows depends on the world alone, so it is played once for each.
final class Settled {

  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  /// Plays what follows, unless it went well from an equal world.
  ///
  /// @param rest what follows, and what must be so then
  void playOnce(Simulation simulation, Runnable rest) {
    long world = simulation.wholeState();
    if (!known.contains(world)) {
      rest.run();
      known.add(world);
    }
  }
}
