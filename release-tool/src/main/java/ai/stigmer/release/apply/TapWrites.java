package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.OpenTapPullRequest;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import java.time.Instant;
import java.util.Optional;

/// The writes to a tap. Each answers what it found, if the world was not what the action expects.
final class TapWrites {

  private final TapPorts tap;

  TapWrites(TapPorts tap) {
    this.tap = tap;
  }

  Optional<String> commit(CommitFormula commit, Instant time) {
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
  }

  Optional<String> open(OpenTapPullRequest open) {
    tap.pullRequests().open(open.branch(), open.base(), open.title(), open.body());
    return Optional.empty();
  }

  Optional<String> close(ClosePullRequest close) {
    tap.pullRequests().close(close.number(), close.comment());
    return Optional.empty();
  }
}
