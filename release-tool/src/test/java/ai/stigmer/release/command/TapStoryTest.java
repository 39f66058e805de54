package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the formula reaches the tap's default branch, and what counts as there.
class TapStoryTest {

  private static final String COMMIT = "homebrew.delivery=commit";

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMergedPullRequestSatisfies() {
    world.release("v1.2.3");
    world.tampering().merge(1);

    Run after = world.run("release").exits(0).wroteNothing();

    assertThat(after.out()).contains("nothing to do");
    assertThat(world.pullRequests().open()).isEmpty();
  }

  @Test
  void onlyTheDefaultBranchCountsNotThatAPullRequestWasMerged() {
    world.release("v1.2.3");
    world.tampering().merge(1);
    world.tampering().editTap("Formula/tidy.rb", "by hand");

    world.run("plan", "--detailed-exitcode").exits(4);
    world.run("release").exits(0);

    assertThat(world.tap().git("show", "tidy-1.2.3:Formula/tidy.rb")).contains("class Tidy");
    assertThat(world.pullRequests().open()).hasSize(1);
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void aPullRequestThatAPersonClosedStaysClosedAndIsTold() {
    world.release("v1.2.3");
    world.pullRequests().close(1, "Not now.");

    Run after = world.run("release").exits(2).wroteNothing();

    assertThat(after.out())
        .contains(
            "Pull request 1 of the tap was closed by a person", "Reopen it, or delete its branch");
    world.run("verify", "v1.2.3").exits(4);
    assertThat(world.pullRequests().open()).isEmpty();
  }

  @Test
  void aPullRequestThatAPersonClosedKeepsNothingElseFromBeingMended() {
    world.release("v1.2.3");
    world.pullRequests().close(1, "Not now.");
    world.tampering().deleteImageTag("latest");

    Run after = world.run("release", "--output", "json").exits(2);

    assertThat(after.json().text("status")).isEqualTo("refused");
    assertThat(after.json().number("written")).isEqualTo(1);
    assertThat(world.version("latest")).contains("1.2.3");
    assertThat(after.tapMoved()).isFalse();
    world.run("release").exits(2).wroteNothing();
  }

  @Test
  void aProposalWhoseBranchWasDeletedIsMadeAnew() {
    world.release("v1.2.3");
    world.tap().git("branch", "-D", "tidy-1.2.3");

    world.run("release").exits(0);

    assertThat(world.pullRequests().open()).hasSize(1);
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void aCommitGoesStraightToTheDefaultBranch() {
    world.run("release", "--set", COMMIT).exits(0);

    assertThat(world.tap().git("log", "--format=%s", "-1", "main")).isEqualTo("tidy 1.2.3");
    assertThat(world.tap().git("branch", "--format=%(refname:short)")).isEqualTo("main");
    assertThat(world.pullRequests().open()).isEmpty();
    world.run("release", "--set", COMMIT).exits(0).wroteNothing();
    world.run("verify", "v1.2.3", "--set", COMMIT).exits(0);
  }

  @Test
  void aProposalFollowsATapThatMovedOn() {
    world.release("v1.2.3");
    world.tampering().editTap("Formula/tidy.rb", "class Tidy < Formula\n  # 1.0.0 by hand\nend\n");

    world.run("release").exits(0);

    assertThat(world.pullRequests().open())
        .singleElement()
        .returns("tidy-1.2.3", PullRequest::branch);
    assertThat(world.tap().git("rev-parse", "tidy-1.2.3~1"))
        .isEqualTo(world.tap().git("rev-parse", "main"));
    world.tampering().merge(1);
    world.run("release").exits(0).wroteNothing();
  }
}
