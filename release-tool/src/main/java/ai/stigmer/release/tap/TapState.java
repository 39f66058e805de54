package ai.stigmer.release.tap;

import java.util.Optional;
import java.util.Set;

/// What a tap holds of one formula.
///
/// @param defaultBranch the name of its default branch
/// @param head the commit the default branch is at
/// @param formula the formula's text on the default branch
/// @param proposal the branch that proposes a change, if there is one
/// @param branches the other branches whose names begin with the formula's and a hyphen
public record TapState(
    String defaultBranch,
    String head,
    Optional<String> formula,
    Optional<Proposal> proposal,
    Set<String> branches) {

  /// Copies the set.
  public TapState {
    branches = Set.copyOf(branches);
  }

  /// A branch that proposes a formula.
  ///
  /// @param head the commit it is at
  /// @param formula the formula's text on it
  /// @param parentFormula the formula's text on its parent: it merges cleanly while this is what
  ///   the default branch holds
  public record Proposal(String head, Optional<String> formula, Optional<String> parentFormula) {}
}
