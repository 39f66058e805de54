package ai.stigmer.release.tap;

import ai.stigmer.release.homebrew.FormulaName;
import java.time.Instant;
import java.util.Optional;

/// A tap's Git repository. Every method may fail with a
/// [ai.stigmer.release.problem.ReleaseException]: kind permission for a refused credential, remote
/// for the rest.
public interface Tap {

  /// Reads what the tap holds now of a formula: on the default branch, and on the branch that
  /// proposes a change of it.
  TapState read(FormulaName formula, String branch);

  /// Commits a formula on top of the default branch and pushes it. Nothing but that one file
  /// changes.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if the branch is not where
  ///   the commit expects it, or the push was rejected for any reason
  void push(FormulaCommit commit);

  /// A formula on its way into a tap.
  ///
  /// @param formula which formula
  /// @param content the file's whole text
  /// @param branch where it is pushed: the default branch, or one that proposes it
  /// @param expected the commit the branch is at, or nothing if the branch must not exist
  /// @param message the commit's message
  /// @param time the commit's time, so that the same formula gives the same commit
  record FormulaCommit(
      FormulaName formula,
      String content,
      String branch,
      Optional<String> expected,
      String message,
      Instant time) {}
}
