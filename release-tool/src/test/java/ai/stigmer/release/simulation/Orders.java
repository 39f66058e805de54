package ai.stigmer.release.simulation;

import java.io.Serial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Every order in which runs can make their requests, up to requests that commute. Two orders that
/// lead to the same state, of the world and of every run, go on in the same way, so only one of
/// them does; and a request that concerns nobody else is made at once.
final class Orders {

  private final Set<Long> known = new HashSet<>();
  private final List<String> chosen = new ArrayList<>();
  private final boolean isolating;

  /// @param isolating whether requests about one version's own things concern nobody else
  Orders(boolean isolating) {
    this.isolating = isolating;
  }

  /// What follows from here was played before.
  static final class Known extends Error {

    @Serial private static final long serialVersionUID = 1L;

    Known() {
      super("known", null, false, false);
    }
  }

  /// How many states there were in which more than one run could go on.
  int states() {
    return known.size();
  }

  /// The order that was played last, without looking for others.
  Decisions again() {
    var left = new ArrayDeque<>(chosen);
    return new Decisions() {
      @Override
      public Run next(List<Run> ready, Run last, Simulation simulation) {
        return soleNext(ready)
            .orElseGet(() -> left.isEmpty() ? usual(ready, last) : named(ready, left.pop()));
      }
    };
  }

  /// An order with that beginning.
  ///
  /// @param others hears the beginnings of further orders
  Decisions follow(List<String> beginning, Consumer<List<String>> others) {
    chosen.clear();
    return new Decisions() {
      @Override
      public boolean askForState() {
        return true;
      }

      @Override
      public Run next(List<Run> ready, Run last, Simulation simulation) {
        return soleNext(ready).orElseGet(() -> choose(ready, last, simulation));
      }

      private Run choose(List<Run> ready, Run last, Simulation simulation) {
        Run next = usual(ready, last);
        if (chosen.size() < beginning.size()) {
          next = named(ready, beginning.get(chosen.size()));
        } else {
          if (!known.add(Hash.of(simulation.state(), next.name()))) {
            throw new Known();
          }
          ready.stream()
              .filter(other -> other != usual(ready, last))
              .map(other -> Stream.concat(chosen.stream(), Stream.of(other.name())).toList())
              .forEach(others);
        }
        chosen.add(next.name());
        return next;
      }
    };
  }

  // Where there is nothing to decide.
  private Optional<Run> soleNext(List<Run> ready) {
    return ready.size() == 1
        ? Optional.of(ready.getFirst())
        : ready.stream().filter(run -> isolating && run.intended().isolated()).findFirst();
  }

  private static Run usual(List<Run> ready, Run last) {
    return ready.contains(last) ? last : ready.getFirst();
  }

  private static Run named(List<Run> ready, String name) {
    return ready.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
  }
}
