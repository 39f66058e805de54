package ai.stigmer.release.plan;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.tap.TapState;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a tap holds that concerns one release.
///
/// @param state its formula, on the default branch and on the branch that proposes it
/// @param open every open pull request, as GitHub lists them or tells of the branches
/// @param ofBranch every pull request of the proposing branch, open or not, newest first
/// @param unproposed the branches of this release and of returns that no pull request was ever
///   opened for: a run ended between the two, or is between them now
public record ObservedTap(
    TapState state,
    List<PullRequest> open,
    List<PullRequest> ofBranch,
    SortedSet<String> unproposed) {

  /// Copies the collections.
  public ObservedTap {
    open = List.copyOf(open);
    ofBranch = List.copyOf(ofBranch);
    unproposed = new TreeSet<>(unproposed);
  }
}
