package ai.stigmer.release.plan;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.tap.TapState;
import java.util.List;

/// What a tap holds that concerns one release.
///
/// @param state its formula, on the default branch and on the branch that proposes it
/// @param open every open pull request
/// @param ofBranch every pull request of the proposing branch, open or not, newest first
public record ObservedTap(TapState state, List<PullRequest> open, List<PullRequest> ofBranch) {

  /// Copies the lists.
  public ObservedTap {
    open = List.copyOf(open);
    ofBranch = List.copyOf(ofBranch);
  }
}
