package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases of several versions in one world: what moves, and what must not.
class VersionLinesTest {

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
  void aBackPortMovesOnlyItsOwnLine() {
    world.release("v1.2.3");
    world.product().commit("feat!: begin anew").tag("v2.0.0");
    world.release("v2.0.0");
    world.product().checkOut("v1.2.3").commit("fix: an old fault").tag("v1.2.4");

    Run backPort = world.release("v1.2.4");

    assertVersions("1.2.4", "v1.2.4", "v1.2", "v1");
    assertVersions("2.0.0", "v2.0.0", "v2.0", "v2", "latest");
    assertVersions("1.2.3", "v1.2.3");
    assertThat(world.host().latest()).contains("v2.0.0");
    assertThat(backPort.tapMoved()).isFalse();
    assertThat(open()).containsExactly("tidy-2.0.0");
    world.run("release").exits(0).wroteNothing();
    world.run("verify", "v1.2.4").exits(0);
  }

  @Test
  void anEarlierReleaseIsSoundWhileItsMergedBranchStillStandsInTheTap() {
    world.release("v1.2.3");
    world.tampering().merge(1);
    world.product().commit("fix: a fault").tag("v1.2.4");
    world.release("v1.2.4");
    world.tampering().merge(2);

    world.run("verify", "v1.2.3").exits(0).wroteNothing();
    world.product().checkOut("v1.2.3");
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void aTagThatIsListedAndLostCapturesNothing() {
    world.release("v1.2.3");
    world.product().commit("feat: more").tag("v1.3.0");
    world.release("v1.3.0");
    world.tampering().loseTagged("v1.3.0");
    world.product().commit("fix: a fault").checkOut("v1.2.3").commit("fix: it").tag("v1.2.4");

    world.release("v1.2.4");

    assertThat(world.registry().tags(world.repository())).contains("v1.3.0");
    assertVersions("1.2.4", "v1.2.4", "v1.2", "v1", "latest");
    world.run("yank", "v1.2.4").exits(0);
    assertVersions("1.2.3", "v1.2", "v1", "latest");
  }

  @Test
  void aBackPortLeavesTheFloatOfAHigherMinorVersion() {
    world.product().commit("feat: more").tag("v1.3.0");
    world.release("v1.3.0");

    world.release("v1.2.3");

    assertVersions("1.2.3", "v1.2.3", "v1.2");
    assertVersions("1.3.0", "v1.3.0", "v1.3", "v1", "latest");
  }

  @Test
  void aPreReleaseGetsItsExactTagAndNothingElse() {
    world.product().commit("feat: soon").tag("v1.3.0-rc.1");

    Run released = world.release("v1.3.0-rc.1");

    assertThat(world.registry().tags(world.repository())).containsExactly("v1.3.0-rc.1");
    assertThat(world.hosted("v1.3.0-rc.1").preRelease()).isTrue();
    assertThat(world.host().latest()).isEmpty();
    assertThat(released.tapMoved()).isFalse();
    assertThat(world.pullRequests().open()).isEmpty();
    world.run("release", "v1.3.0-rc.1").exits(0).wroteNothing();
  }

  @Test
  void aReleaseThatSomebodyFlagsAsAPreReleaseLeavesTheLatestMarkToTheNextLower() {
    world.product().commit("feat!: begin anew").tag("v2.0.0");
    world.release("v2.0.0");
    world.tampering().flag(world.hosted("v2.0.0").id(), true);
    world.product().checkOut("v1.2.3").commit("fix: an old fault").tag("v1.2.4");

    world.release("v1.2.4");

    assertThat(world.host().latest()).contains("v1.2.4");
    assertVersions("2.0.0", "v2", "latest");
    world.run("release").exits(0).wroteNothing();
    world.product().checkOut("v2.0.0");
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void aPreReleaseThatSomebodyMarkedAsTheLatestLosesTheMark() {
    world.product().commit("feat: soon").tag("v1.3.0-rc.1");
    world.release("v1.3.0-rc.1");
    world.release("v1.2.3");
    world.tampering().flag(world.hosted("v1.3.0-rc.1").id(), false);
    world.host().markLatest(world.hosted("v1.3.0-rc.1").id());

    world.run("release").exits(0);

    assertThat(world.host().latest()).contains("v1.2.3");
  }

  @Test
  void anAbandonedVersionCapturesNothing() {
    world.product().commit("feat: abandoned").tag("v1.9.0");
    world.run("image", "push", "abandoned").exits(0);
    nameLike("abandoned", "v1.9.0");

    world.release("v1.2.3");

    assertVersions("1.2.3", "v1.2", "v1", "latest");
  }

  @Test
  void aLatestOfAnotherMakeIsMoved() {
    var part = new Manifest(MediaType.INDEX, "{\"manifests\": []}".getBytes(UTF_8));
    world.registry().pushManifest(new ByDigest(world.repository(), part.digest()), part);
    String whole =
        "{\"manifests\": [{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}]}"
            .formatted(part.mediaType(), part.digest(), part.content().length);
    world
        .registry()
        .pushManifest(
            new Tagged(world.repository(), "latest"),
            new Manifest(MediaType.INDEX, whole.getBytes(UTF_8)));

    world.release("v1.2.3");

    assertVersions("1.2.3", "v1.2.3", "latest");
  }

  @Test
  void versionZeroHasFloatsOfItsOwn() {
    world.product().commit("feat: early").tag("v0.4.1");

    world.release("v0.4.1");

    assertVersions("0.4.1", "v0.4.1", "v0.4", "v0", "latest");
  }

  @Test
  void aHigherVersionSupersedesThePullRequestOfALowerOne() {
    world.release("v1.2.3");
    world.product().commit("fix: a fault").tag("v1.2.4");

    world.release("v1.2.4");

    assertThat(open()).containsExactly("tidy-1.2.4");
    assertThat(world.pullRequests().ofBranch("tidy-1.2.3"))
        .extracting(PullRequest::state)
        .containsExactly(PullRequest.State.CLOSED);
    world.product().checkOut("v1.2.3");
    world.run("release").exits(0).wroteNothing();
    assertThat(open()).containsExactly("tidy-1.2.4");
  }

  private List<String> open() {
    return world.pullRequests().open().stream().map(PullRequest::branch).toList();
  }

  private void assertVersions(String version, String... tags) {
    assertThat(tags).allSatisfy(tag -> assertThat(world.version(tag)).as(tag).contains(version));
  }

  // What a run leaves that died before it published.
  private void nameLike(String from, String tag) {
    var manifest = world.registry().manifest(new Tagged(world.repository(), from)).orElseThrow();
    world.registry().pushManifest(new Tagged(world.repository(), tag), manifest);
  }
}
