package ai.stigmer.release.plan;

import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The difference between the desired and the observed release, in the order of [Stage].
///
/// @param decisions one for each wanted thing
public record Plan(List<Decision> decisions) {

  /// Copies the list.
  public Plan {
    decisions = List.copyOf(decisions);
  }

  /// What is to be written, whatever stands in its way.
  public List<Change> changes() {
    return decisions.stream().filter(Change.class::isInstance).map(Change.class::cast).toList();
  }

  /// What stands in the way.
  public List<Conflict> conflicts() {
    return decisions.stream().filter(Conflict.class::isInstance).map(Conflict.class::cast).toList();
  }

  /// Whether nothing may be written at all: it would break what is published.
  public boolean isRefused() {
    return conflicts().stream()
        .anyMatch(conflict -> conflict.problem().kind() == Problem.Kind.CONFLICT);
  }

  /// The changes that nothing stands in the way of. A conflict that refuses the plan stops them
  /// all; any other is as good as a failure of its stage, and stops what needs that.
  public List<Change> applicable() {
    if (isRefused()) {
      return List.of();
    }
    Set<Stage> stopped =
        conflicts().stream()
            .map(conflict -> conflict.subject().stage())
            .collect(Collectors.toSet());
    return changes().stream()
        .filter(change -> !change.subject().stage().needsAnyOf(stopped))
        .toList();
  }

  /// What is there already.
  public List<Satisfied> satisfied() {
    return decisions.stream()
        .filter(Satisfied.class::isInstance)
        .map(Satisfied.class::cast)
        .toList();
  }

  /// Whether a change waits until a person mended what is in its way, while others do not.
  public boolean holdsUp(Change change) {
    return !isRefused() && !applicable().contains(change);
  }

  /// Whether the wanted world was read back: nothing to change, nothing in the way.
  public boolean isConverged() {
    return satisfied().size() == decisions.size();
  }

  /// Whether some change that nothing stands in the way of can be known, and made, only after a
  /// build.
  public boolean needsBuild() {
    return applicable().stream().anyMatch(change -> !change.action().ready());
  }
}
