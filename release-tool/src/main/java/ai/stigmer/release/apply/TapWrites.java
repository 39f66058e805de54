package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.OpenTapPullRequest;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.tap.TapState.Proposal;
import java.time.Instant;
import java.util.Optional;

/// The writes to a tap. Each answers what it found, if the world was not what the action expects.
final class TapWrites {

  private final TapPorts tap;

  TapWrites(TapPorts tap) {
    this.tap = tap;
  }

  Optional<String> commit(CommitFormula commit, Instant time) {
    try {
      tap.repository()
          .push(
              new FormulaCommit(
                  commit.formula(),
                  commit.content().orElseThrow(),
                  commit.branch(),
                  commit.expected(),
                  commit.message(),
                  time));
      return Optional.empty();
    } catch (ReleaseException failure) {
      Optional<String> now = head(commit);
      if (now.equals(commit.expected())) {
        throw failure;
      }
      // Another run was faster; what is wanted now follows from what it left.
      return Optional.of(commit.branch() + " is at " + now.orElse("no commit") + " now");
    }
  }

  private Optional<String> head(CommitFormula commit) {
    TapState state = tap.repository().read(commit.formula(), commit.branch());
    return commit.branch().equals(state.defaultBranch())
        ? Optional.of(state.head())
        : state.proposal().map(Proposal::head);
  }

  Optional<String> open(OpenTapPullRequest open) {
    try {
      tap.pullRequests().open(open.branch(), open.base(), open.title(), open.body());
      return Optional.empty();
    } catch (ReleaseException failure) {
      if (tap.repository().read(open.formula(), open.branch()).proposal().isPresent()) {
        throw failure;
      }
      // Another run found it superseded before it was proposed.
      return Optional.of("the branch " + open.branch() + " is gone");
    }
  }

  Optional<String> close(ClosePullRequest close) {
    // The branch first: a closed pull request whose branch stands was closed by a person.
    tap.repository()
        .read(close.formula(), close.branch())
        .proposal()
        .ifPresent(left -> tap.repository().deleteBranch(close.branch(), left.head()));
    close.number().ifPresent(number -> tap.pullRequests().close(number, close.comment()));
    return Optional.empty();
  }
}
