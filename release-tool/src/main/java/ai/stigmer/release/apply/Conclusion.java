package ai.stigmer.release.apply;

import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Subject;
import ai.stigmer.release.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/// How a reconciliation ended.
public sealed interface Conclusion {

  /// What was wanted, as far as it became known.
  DesiredRelease desired();

  /// What was last observed.
  ObservedRelease observed();

  /// The difference between the two.
  Plan plan();

  /// What keeps the wanted world from being reached.
  default List<Obstacle> obstacles() {
    return plan().conflicts().stream()
        .map(conflict -> new Obstacle(conflict.subject(), conflict.problem()))
        .toList();
  }

  /// What keeps a wanted thing from being there.
  record Obstacle(Subject subject, Problem problem) {}

  /// The wanted world was read back.
  ///
  /// @param made the changes it took
  record Converged(DesiredRelease desired, ObservedRelease observed, Plan plan, List<Change> made)
      implements Conclusion {
    /// Copies the list.
    public Converged {
      made = List.copyOf(made);
    }
  }

  /// There are changes, and they were not to be made.
  record Pending(DesiredRelease desired, ObservedRelease observed, Plan plan)
      implements Conclusion {}

  /// Conflicts stand in the way, and nothing is left to do that they do not stop.
  ///
  /// @param made the changes that were made
  record Refused(DesiredRelease desired, ObservedRelease observed, Plan plan, List<Change> made)
      implements Conclusion {
    /// Copies the list.
    public Refused {
      made = List.copyOf(made);
    }
  }

  /// Something failed, or the world kept moving. Running again goes on from here.
  ///
  /// @param made the changes that were made, in every round
  /// @param outcome what became of the changes of the last round
  record Failed(
      DesiredRelease desired,
      ObservedRelease observed,
      Plan plan,
      List<Change> made,
      Outcome outcome)
      implements Conclusion {
    /// Copies the list.
    public Failed {
      made = List.copyOf(made);
    }

    /// The failures first: the conflicts were there before.
    @Override
    public List<Obstacle> obstacles() {
      return Stream.concat(
              outcome.failures().stream()
                  .map(failure -> new Obstacle(failure.change().subject(), failure.problem())),
              Conclusion.super.obstacles().stream())
          .toList();
    }

    /// How many changes were made or tried, or were left because of a failure.
    public int wanted() {
      return made.size() + outcome.results().size() - outcome.made().size();
    }
  }
}
