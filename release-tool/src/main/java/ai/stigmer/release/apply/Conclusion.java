package ai.stigmer.release.apply;

import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import java.util.List;

/// How a reconciliation ended.
public sealed interface Conclusion {

  /// What was wanted, as far as it became known.
  DesiredRelease desired();

  /// What was last observed.
  ObservedRelease observed();

  /// The difference between the two.
  Plan plan();

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

  /// A conflict stands in the way: nothing was written since it was seen.
  ///
  /// @param made the changes that were made before
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

    /// How many changes were made or tried, or were left because of a failure.
    public int wanted() {
      return made.size() + outcome.results().size() - outcome.made().size();
    }
  }
}
