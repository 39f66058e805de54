package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference.Tagged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Worlds in which going on would change something published: exit code 3, nothing written.
class PublishedConflictTest {

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
  void anExactTagWithOtherContent() {
    world.run("image", "push", "other").exits(0);
    Manifest other =
        world.registry().manifest(new Tagged(world.repository(), "other")).orElseThrow();
    world.registry().pushManifest(new Tagged(world.repository(), "v1.2.3"), other);

    assertRefused(
        world.repository()
            + ":v1.2.3 is another image than this release's: it says its version is other",
        "An exact tag never changes. Release this commit under a new version.");
  }

  @Test
  void anExactTagOfAnotherCommit() {
    world.release("v1.2.3");
    world.tampering().deleteRelease(world.hosted("v1.2.3").id());
    String released = world.product().head();
    world.product().commit("fix: a fault").git().git("tag", "-f", "v1.2.3");

    assertRefused(
        world.repository()
            + ":v1.2.3 is another image than this release's: it was built from commit "
            + released,
        "An exact tag never changes. Release this commit under a new version.");
  }

  @Test
  void aPublishedReleaseWithOtherBytes() throws IOException {
    world.release("v1.2.3");
    Release published = world.hosted("v1.2.3");
    world.host().deleteAsset(published.asset("tidy-1.2.3.tar.gz").orElseThrow().id());
    Path other = Files.writeString(folder.resolve("other"), "other");
    world.host().upload(published.id(), Artifact.of("tidy-1.2.3.tar.gz", other));

    assertRefused(
        "tidy-1.2.3.tar.gz has other bytes than its checksums.txt says",
        "A published release's assets never change. Release under a new version.");
  }

  @Test
  void aPublishedReleaseThatThisToolDidNotMake() {
    world
        .host()
        .publish(
            world
                .host()
                .createDraft(
                    new ReleaseText("v1.2.3", world.product().head(), "v1.2.3", "By hand.", false))
                .id(),
            true);

    assertRefused(
        "The published release v1.2.3 has no checksums.txt",
        "It was not made by this tool, or was changed since. Release under a new version.");
  }

  @Test
  void aBuildThatGivesOtherBytesThanThePublishedChecksums() {
    world.release("v1.2.3");
    Release published = world.hosted("v1.2.3");
    world.host().deleteAsset(published.asset("tidy-1.2.3.tar.gz").orElseThrow().id());

    Run refused =
        world
            .run(
                "release",
                "--set",
                "cli.build=[[sh, -c, 'sh build-cli.sh && date +%N >build/cli/extra']]")
            .exits(3)
            .wroteNothing();

    assertThat(refused.out())
        .contains("the build of tidy-1.2.3.tar.gz gives sha256:")
        .endsWith("Refused: nothing was written.\n");
  }

  private void assertRefused(String what, String remedy) {
    Run refused = world.run("release").exits(3).wroteNothing();
    assertThat(refused.out())
        .contains(what)
        .contains(remedy)
        .contains("1 conflict.")
        .endsWith("Refused: nothing was written.\n");
  }
}
