package ai.stigmer.release.report.page;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Outcome.Done;
import ai.stigmer.release.apply.Outcome.Failed;
import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Subject;
import ai.stigmer.release.report.Journal;
import java.util.Optional;
import java.util.Set;

/// A run that came to a conclusion, and how it got there.
///
/// @param conclusion how it ended
/// @param journal what it saw and did
/// @param archives the names of the assets that hold the stamped command-line tool
public record ReportedRun(Conclusion conclusion, Journal journal, Set<String> archives) {

  /// Copies the set.
  public ReportedRun {
    archives = Set.copyOf(archives);
  }

  /// The difference the run began with: after it was applied, the last one says nothing any more.
  Plan plan() {
    return journal.applied().orElseGet(conclusion::plan);
  }

  /// The world as the run found it.
  ObservedRelease before() {
    return journal.before().orElseGet(conclusion::observed);
  }

  /// What became of a wanted thing; of several attempts, the one that counts.
  Optional<Result> result(Subject subject) {
    return journal.results().stream()
        .filter(result -> result.change().subject().equals(subject))
        .reduce((earlier, later) -> earlier instanceof Done ? earlier : later);
  }

  /// How the thing of a decision stands at the end.
  Standing standing(Decision decision) {
    return switch (decision) {
      case Satisfied _ -> Standing.THERE;
      case Conflict _ -> Standing.STOPPED;
      case Change change ->
          switch (result(change.subject()).orElse(null)) {
            case Done _ -> Standing.MADE;
            case Failed _ -> Standing.STOPPED;
            case null, default -> Standing.PENDING;
          };
    };
  }

  /// How a wanted thing stands at the end; what the plan does not speak of is there.
  Standing standing(Subject subject) {
    return planned(subject).orElse(Standing.THERE);
  }

  /// How a wanted thing stands at the end, if the plan speaks of it.
  Optional<Standing> planned(Subject subject) {
    return plan().decisions().stream()
        .filter(decision -> decision.subject().equals(subject))
        .findFirst()
        .map(this::standing);
  }
}
