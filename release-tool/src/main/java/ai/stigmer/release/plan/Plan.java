package ai.stigmer.release.plan;

import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import java.util.List;

/// The difference between the desired and the observed release, in the order of [Stage].
///
/// @param decisions one for each wanted thing
public record Plan(List<Decision> decisions) {

  /// Copies the list.
  public Plan {
    decisions = List.copyOf(decisions);
  }

  /// What is to be written.
  public List<Change> changes() {
    return decisions.stream().filter(Change.class::isInstance).map(Change.class::cast).toList();
  }

  /// What stands in the way. One conflict stops the whole plan before any write.
  public List<Conflict> conflicts() {
    return decisions.stream().filter(Conflict.class::isInstance).map(Conflict.class::cast).toList();
  }

  /// What is there already.
  public List<Satisfied> satisfied() {
    return decisions.stream()
        .filter(Satisfied.class::isInstance)
        .map(Satisfied.class::cast)
        .toList();
  }

  /// Whether the wanted world was read back: nothing to change, nothing in the way.
  public boolean isConverged() {
    return satisfied().size() == decisions.size();
  }

  /// Whether some change can be known, and made, only after a build.
  public boolean needsBuild() {
    return changes().stream().anyMatch(change -> !change.action().ready());
  }
}
