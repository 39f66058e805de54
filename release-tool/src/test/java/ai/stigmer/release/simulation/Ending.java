package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.problem.Problem;

/// How a run ended.
sealed interface Ending {

  /// It came to an end of its own and said how.
  record Concluded(Conclusion conclusion) implements Ending {}

  /// It stopped with a problem.
  record Stopped(Problem problem) implements Ending {}

  /// Its process died.
  record Killed() implements Ending {}

  /// Whether it said that the wanted world was read back: exit 0.
  default boolean saysConverged() {
    return switch (this) {
      case Concluded(Conclusion conclusion) -> conclusion instanceof Conclusion.Converged;
      case Stopped _, Killed _ -> false;
    };
  }

  /// Whether it said that nothing is left to do but what a person must mend: exit 2.
  default boolean saysHeldUp() {
    return this instanceof Concluded(Conclusion.Refused refused) && !refused.plan().isRefused();
  }

  /// Whether it said the one or the other without having written anything.
  default boolean saysNothingToDo() {
    return switch (this) {
      case Concluded(Conclusion.Converged(_, _, _, var made)) -> made.isEmpty();
      case Concluded(Conclusion.Refused(_, _, _, var made)) -> made.isEmpty();
      case Concluded _, Stopped _, Killed _ -> false;
    };
  }
}
