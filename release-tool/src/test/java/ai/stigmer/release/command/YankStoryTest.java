package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bad release is taken back, and the world goes on. Published releases are immutable here.
class YankStoryTest {

  private static final String FORMULA = "main:Formula/tidy.rb";

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.startImmutable(folder);
    world.release("v1.2.3");
    world.tampering().merge(1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everythingThatMovesReturnsAndLaterReleasesGoOn() {
    releaseAndMerge("fix: a fault, badly", "v1.2.4", 2);
    world.product().checkOut("v1.2.3");

    Run yank = world.run("yank", "v1.2.4").exits(0);

    assertThat(yank.out()).contains("tidy v1.2.4 is yanked: 7 changes made, and read back.");
    assertVersions("1.2.3", "v1.2", "v1", "latest");
    assertVersions("1.2.4", "v1.2.4");
    assertThat(world.host().latest()).contains("v1.2.3");
    assertThat(world.hosted("v1.2.4"))
        .returns("v1.2.4 (yanked)", Release::title)
        .returns(Release.State.IMMUTABLE, Release::state);
    assertThat(open()).containsExactly("tidy-1.2.3-scheme.1");
    world.run("yank", "v1.2.4").exits(0).wroteNothing();
    world.run("verify", "v1.2.4").exits(0);
    world.run("verify", "v1.2.3").exits(0);

    world.tampering().merge(3);
    assertThat(world.tap().git("show", FORMULA))
        .contains("/download/v1.2.3/", "version_scheme 1")
        .isEqualTo(world.run("formula", "render").exits(0).out().strip());
    world.run("yank", "v1.2.4").exits(0).wroteNothing();
    world.run("release", "v1.2.3").exits(0).wroteNothing();

    releaseAndMerge("fix: the fault", "v1.2.5", 4);
    assertVersions("1.2.5", "v1.2", "v1", "latest");
    assertThat(world.tap().git("show", FORMULA)).contains("/v1.2.5/", "version_scheme 1");
    world.run("yank", "v1.2.4").exits(0).wroteNothing();
    world.run("verify", "v1.2.4").exits(0);
  }

  @Test
  void aYankedReleaseIsNotReleasedAgain() throws IOException {
    releaseAndMerge("fix: a fault, badly", "v1.2.4", 2);
    world.run("yank", "v1.2.4").exits(0);

    Path page = folder.resolve("report.html");
    Path summary = folder.resolve("summary");
    Run again =
        world
            .run(
                Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
                "release",
                "v1.2.4",
                "--report",
                page.toString())
            .exits(3)
            .wroteNothing();

    assertThat(again.err())
        .contains(
            "error: v1.2.4 was yanked: it is not released again", "Release under a new version.");
    assertThat(Files.readString(page))
        .containsSubsequence(">refused<", "it is not released again", "tidy v1.2.4 is yanked");
    assertThat(Files.readString(summary)).contains("**Stopped**: v1.2.4 was yanked");
    assertThat(world.run("plan", "v1.2.4", "--detailed-exitcode").exits(0).out())
        .contains("tidy v1.2.4 is yanked: nothing to do");
    assertThat(world.run("formula", "render", "v1.2.4").exits(3).err())
        .contains("v1.2.4 was yanked: no formula is to serve it");
    assertThat(world.run("tags", "v1.2.4").exits(0).out()).isEqualTo("v1.2.4\n");
    assertThat(world.run("tags", "v1.2.3").exits(0).out()).isEqualTo("v1.2.3\nv1.2\nv1\nlatest\n");
  }

  @Test
  void aYankIsTakenBackByTheTitle() {
    releaseAndMerge("fix: a fault, well", "v1.2.4", 2);
    world.run("yank", "v1.2.4").exits(0);
    world.tampering().entitle(world.hosted("v1.2.4").id(), "v1.2.4");

    world.run("release", "v1.2.4").exits(0);

    assertVersions("1.2.4", "v1.2", "v1", "latest");
    assertThat(world.host().latest()).contains("v1.2.4");
  }

  @Test
  void aBackPortAfterAYankMovesOnlyItsOwnLine() {
    releaseAndMerge("feat: more, badly", "v1.3.0", 2);
    Run yank = world.run("yank", "v1.3.0").exits(0);
    assertThat(yank.out()).contains("still names v1.3.0: no other version is left");
    world.product().checkOut("v1.2.3").commit("fix: an old fault").tag("v1.2.4");

    world.release("v1.2.4");

    assertVersions("1.2.4", "v1.2", "v1", "latest");
    assertVersions("1.3.0", "v1.3.0", "v1.3");
    assertThat(open()).containsExactly("tidy-1.2.4-scheme.1");
  }

  @Test
  void aProposalThatWasNotMergedIsClosedAndTheOneBeforeMadeAnew() {
    world.product().commit("fix: a fault, badly").tag("v1.2.4");
    world.release("v1.2.4");

    world.run("yank", "v1.2.4").exits(0);

    assertThat(open()).isEmpty();
    assertThat(world.tap().git("branch", "--format=%(refname:short)")).doesNotContain("tidy-1.2.4");
    assertThat(world.tap().git("show", FORMULA)).doesNotContain("version_scheme");
  }

  @Test
  void theOnlyReleaseIsMarkedAndStaysWhereItIsNamed() {
    Run yank = world.run("yank", "v1.2.3").exits(0);

    assertThat(yank.out())
        .contains(
            "floating tag latest",
            "still names v1.2.3: no other version is left that it could name",
            "still serves 1.2.3: no other version is left that it could serve");
    assertVersions("1.2.3", "v1.2", "v1", "latest");
    world.run("yank", "v1.2.3").exits(0).wroteNothing();
    world.run("release", "v1.2.3").exits(3).wroteNothing();
  }

  @Test
  void aPreReleaseIsOnlyMarked() {
    world.product().commit("feat: soon").tag("v1.3.0-rc.1");
    world.release("v1.3.0-rc.1");

    Run yank = world.run("yank", "v1.3.0-rc.1").exits(0);

    assertThat(yank.writes()).isEqualTo(1);
    assertThat(yank.tapMoved()).isFalse();
    assertThat(world.hosted("v1.3.0-rc.1").isYanked()).isTrue();
  }

  @Test
  void whatIsNotPublishedCannotBeTakenBack() {
    world.product().commit("fix: a fault").tag("v1.2.4");

    assertThat(world.run("yank", "v1.2.4").exits(2).wroteNothing().out())
        .contains(
            "The release v1.2.4 is not published: there is nothing to take back",
            "Name a published release.");
    assertThat(world.run("yank", "v9.9.9").exits(2).wroteNothing().err())
        .contains("There is no tag v9.9.9, neither here nor on GitHub");
  }

  @Test
  void aTagThatWasNotFetchedIsReadFromGitHub() {
    releaseAndMerge("fix: a fault, badly", "v1.2.4", 2);
    world
        .product()
        .edit("homebrew/tidy.rb.ftl", "def install", "depends_on \"git\"\n\n  def install")
        .commit("feat: need git");
    GitFolder clone = GitFolder.clone(world.product().root(), folder.resolve("clone"));
    clone.git("tag", "-d", "v1.2.4");

    world.run(clone.path(), Map.of(), "verify", "v1.2.4").exits(0);
    world.run(clone.path(), Map.of(), "yank", "v1.2.4").exits(0);

    assertThat(world.tap().git("log", "-1", "--format=%cs", "tidy-1.2.3-scheme.1"))
        .isEqualTo(clone.git("log", "-1", "--format=%cs", "HEAD~1"));
  }

  @Test
  void aCommitThatIsNotInTheCloneIsToBeFetched() {
    releaseAndMerge("fix: a fault, badly", "v1.2.4", 2);
    GitFolder old = GitFolder.init(folder.resolve("old"));
    old.git("fetch", "-q", world.product().root().toString(), "tag", "v1.2.3");
    old.git("checkout", "-q", "v1.2.3");

    assertThat(world.run(old.path(), Map.of(), "yank", "v1.2.4").exits(2).wroteNothing().err())
        .contains(
            "This clone does not have the commit " + world.product().head() + " of the tag v1.2.4",
            "git fetch --tags");
  }

  @Test
  void aCloneWithoutTheVersionItReturnsToHoldsUpTheFormulaAlone() {
    releaseAndMerge("fix: a fault, badly", "v1.2.4", 2);
    String commit = world.product().git().git("rev-parse", "v1.2.3^{commit}");
    world.product().git().git("tag", "-d", "v1.2.3");
    assertThat(world.run("plan", "v1.2.4").exits(0).out()).contains("nothing to do");

    Run yank = world.run("yank", "v1.2.4").exits(2);

    assertThat(yank.out())
        .contains(
            "! formula tidy 1.2.3",
            "There is no tag v1.2.3 in this repository",
            "git fetch --tags",
            "1 to change, 5 satisfied, 1 conflict, for which 1 change waits.")
        .endsWith("Mend what is marked with !: everything else was done, in 5 changes.\n");
    assertVersions("1.2.3", "v1.2", "v1", "latest");
    assertThat(world.host().latest()).contains("v1.2.3");
    assertThat(world.hosted("v1.2.4").isYanked()).isTrue();
    assertThat(yank.tapMoved()).isFalse();
    assertThat(world.run("plan", "v1.2.4").exits(2).wroteNothing().out())
        .endsWith("Mend what is marked with !: nothing was written.\n");
    world.run("yank", "v1.2.4").exits(2).wroteNothing();
    world.run("verify", "v1.2.4").exits(4);

    world.product().git().git("tag", "v1.2.3", commit);
    world.run("yank", "v1.2.4").exits(0);
    assertThat(open()).containsExactly("tidy-1.2.3-scheme.1");
  }

  private void releaseAndMerge(String change, String tag, long pullRequest) {
    world.product().commit(change).tag(tag);
    world.release(tag);
    world.tampering().merge(pullRequest);
  }

  private List<String> open() {
    return world.pullRequests().open().stream().map(PullRequest::branch).toList();
  }

  private void assertVersions(String version, String... tags) {
    assertThat(tags).allSatisfy(tag -> assertThat(world.version(tag)).as(tag).contains(version));
  }
}
