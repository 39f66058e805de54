package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.testing.GitFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of the workflow that are not those of a release: each ends with one sentence.
class BadRunTest {

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder.resolve("world"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aRunOnABranch() {
    world.product().commit("docs: more");

    assertTold(
        world.run(Map.of("GITHUB_REF_TYPE", "branch", "GITHUB_REF_NAME", "main"), "release"),
        2,
        "No release tag is at HEAD",
        "Name one, or check out the one that is meant: git checkout v1.2.3");
  }

  @Test
  void aRunOnATagThatIsNoReleases() {
    world.product().tag("nightly");

    assertTold(
        world.run(Map.of("GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "nightly"), "release"),
        2,
        "'nightly' is not a release tag",
        "A release tag is v and a semantic version, as in v1.2.3 or v1.2.3-rc.1.");
  }

  @Test
  void aRunOfAForkWhichHasNoSecrets() {
    assertTold(
        world.run(
            Map.of(
                "GITHUB_REF_TYPE", "tag",
                "GITHUB_REF_NAME", "v1.2.3",
                "GITHUB_REPOSITORY", "eve/tidy",
                "HOMEBREW_TAP_TOKEN", ""),
            "release"),
        2,
        "HOMEBREW_TAP_TOKEN is not set",
        "Set it to a token with contents and pull-requests: write on the tap; nothing was written.");
  }

  /// The run was started for the commit that the tag named then.
  @Test
  void aReRunAtTheOldCommitAfterTheTagWasMoved() {
    var before = GitFolder.clone(world.product().root(), folder.resolve("before"));
    before.git("checkout", "-q", "v1.2.3");
    String old = before.git("rev-parse", "HEAD");
    world.product().commit("fix: a fault").git().git("tag", "-f", "v1.2.3");

    Run refused = world.run(before.path(), Map.of(), "release", "v1.2.3").exits(2).wroteNothing();

    assertThat(refused.out())
        .contains(
            "The tag v1.2.3 names commit "
                + world.product().head()
                + " on GitHub, but "
                + old
                + " here",
            "Fetch the tag again (git fetch --tags --force), or push the right one.",
            "1 conflict, for which 16 changes wait.");
  }

  @Test
  void aRunOnALaptopWhoseTagWasNeverPushed() {
    var pushed = GitFolder.clone(world.product().root(), folder.resolve("pushed.git"), "--bare");
    world
        .gitHub()
        .addRepository(
            TestWorld.REPOSITORY, new RehearsalGit(new LocalRepository(pushed.path())), false);
    world.product().commit("fix: a fault").tag("v1.2.4");

    assertThat(world.run("release").exits(2).out())
        .contains("does not have the commit of the release", "Push its tag, then run it again.");

    world.product().git().git("push", "-q", pushed.path().toString(), "v1.2.4");
    world.run("release").exits(0);
  }

  @Test
  void aReRunAtTheNewCommitAfterAReleasedTagWasMoved() {
    world.release("v1.2.3");
    world.product().commit("fix: a fault").git().git("tag", "-f", "v1.2.3");

    Run refused = world.run("release", "v1.2.3").exits(3).wroteNothing();

    assertThat(refused.out())
        .contains("An exact tag never changes. Release this commit under a new version.")
        .endsWith("Refused: nothing was written.\n");
  }
}
