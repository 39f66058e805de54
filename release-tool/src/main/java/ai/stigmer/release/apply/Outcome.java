package ai.stigmer.release.apply;

import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.problem.Problem;
import java.util.List;

/// What became of a plan's changes, in their order.
///
/// @param results one for each change
public record Outcome(List<Result> results) {

  /// Copies the list.
  public Outcome {
    results = List.copyOf(results);
  }

  /// What became of one change.
  public sealed interface Result {

    /// The change.
    Change change();
  }

  /// It was made.
  public record Done(Change change) implements Result {}

  /// The world was no longer what the action expects, so nothing was written; looking again tells
  /// what is wanted now.
  ///
  /// @param found what was found instead
  public record MovedOn(Change change, String found) implements Result {}

  /// It failed.
  public record Failed(Change change, Problem problem) implements Result {}

  /// It was not tried, because something it needs failed.
  public record Skipped(Change change) implements Result {}

  /// The changes that were made.
  public List<Change> made() {
    return results.stream().filter(Done.class::isInstance).map(Result::change).toList();
  }

  /// The changes that failed.
  public List<Failed> failures() {
    return results.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
  }
}
