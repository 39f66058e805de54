package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run does with what an earlier one left behind.
class CrashedReleaseTest {

  private static final String ARCHIVE = "tidy-1.2.3.tar.gz";

  @TempDir private Path folder;
  private Optional<TestWorld> started = Optional.empty();

  @AfterEach
  void close() {
    started.ifPresent(TestWorld::close);
  }

  @Test
  void aDraftWithAWrongAssetAndOtherWordsIsMended() throws IOException {
    TestWorld world = world(TestWorld.start(folder));
    Release draft = world.host().createDraft(text(world, "Something else."));
    Path file = Files.writeString(folder.resolve("wrong"), "wrong");
    world.host().upload(draft.id(), Artifact.of(ARCHIVE, file));

    Run run = world.release("v1.2.3");

    assertThat(run.err()).contains("rewrite draft " + draft.id(), "replace by ", "other bytes");
    assertPublishedOnce(world, draft.id());
  }

  @Test
  void aFileThatSomebodyLeftOnTheDraftIsNotPublished() throws IOException {
    TestWorld world = world(TestWorld.start(folder));
    Release draft = world.host().createDraft(text(world, "Something else."));
    Path file = Files.writeString(folder.resolve("stray"), "stray");
    world.host().upload(draft.id(), Artifact.of("stray.sh", file));

    world.release("v1.2.3");

    assertPublishedOnce(world, draft.id());
    assertThat(world.hosted("v1.2.3").assets())
        .extracting(ReleaseAsset::name)
        .contains(ARCHIVE, "checksums.txt")
        .doesNotContain("stray.sh");
  }

  @Test
  void anAdoptedImageIsDescribedInTheSameBytes() throws IOException {
    TestWorld world = world(TestWorld.start(folder));
    world.release("v1.2.3");
    Release first = world.hosted("v1.2.3");
    world.tampering().deleteRelease(first.id());
    Folders.delete(world.product().root().resolve("build"));

    Run again = world.release("v1.2.3");

    assertThat(again.err()).doesNotContain("image for");
    assertThat(world.hosted("v1.2.3").assets())
        .extracting(ReleaseAsset::name, ReleaseAsset::digest)
        .containsExactlyElementsOf(
            first.assets().stream()
                .map(asset -> Tuple.tuple(asset.name(), asset.digest()))
                .toList());
  }

  @Test
  void anUploadThatBrokeIsReplaced() throws IOException {
    TestWorld world = world(TestWorld.start(folder));
    Release draft = world.host().createDraft(text(world, "Something else."));
    world.tampering().breakUpload(draft.id(), ARCHIVE);

    Run run = world.release("v1.2.3");

    assertThat(run.err()).contains("its upload broke");
    assertPublishedOnce(world, draft.id());
  }

  @Test
  void ofTwoDraftsTheFirstIsReleasedAndTheOtherTakenBack() {
    TestWorld world = world(TestWorld.start(folder));
    Release first = world.host().createDraft(text(world, "Something else."));
    world.tampering().createDraft("v1.2.3");
    assertThat(world.host().releases()).hasSize(2);

    world.release("v1.2.3");

    assertPublishedOnce(world, first.id());
  }

  @Test
  void anExactTagOfThisCommitIsAdoptedAndNothingIsRebuilt() {
    TestWorld world = world(TestWorld.start(folder));
    world.release("v1.2.3");
    Digest released = world.image("v1.2.3").orElseThrow();
    world.tampering().deleteRelease(world.hosted("v1.2.3").id());

    Run run = world.run("release", "--set", "image.environment={CHANGED: base}").exits(0);

    assertThat(run.err())
        .contains("the exact tag's " + released + " is adopted")
        .contains("sh build-cli.sh")
        .doesNotContain("build-image-inputs.sh");
    assertThat(world.image("v1.2.3")).contains(released);
    world.run("verify", "v1.2.3").exits(0);
  }

  @Test
  void aReleaseOnAGitHubWithImmutableReleasesConverges() {
    TestWorld world = world(TestWorld.startImmutable(folder));

    world.release("v1.2.3");

    assertThat(world.hosted("v1.2.3").state()).isEqualTo(Release.State.IMMUTABLE);
    world.run("release").exits(0).wroteNothing();
    world.run("verify", "v1.2.3").exits(0);
  }

  @Test
  void anAssetMissingFromAPublishedReleaseIsPutBack() {
    TestWorld world = world(TestWorld.start(folder));
    world.release("v1.2.3");
    ReleaseAsset archive = world.hosted("v1.2.3").asset(ARCHIVE).orElseThrow();
    world.host().deleteAsset(archive.id());

    world.release("v1.2.3");

    assertThat(world.hosted("v1.2.3").asset(ARCHIVE).flatMap(ReleaseAsset::digest))
        .isEqualTo(archive.digest());
    world.run("verify", "v1.2.3").exits(0);
  }

  private TestWorld world(TestWorld world) {
    started = Optional.of(world);
    return world;
  }

  private static ReleaseText text(TestWorld world, String notes) {
    return new ReleaseText("v1.2.3", world.product().head(), "v1.2.3", notes, false);
  }

  private static void assertPublishedOnce(TestWorld world, long id) {
    Release published = world.hosted("v1.2.3");
    assertThat(published.id()).isEqualTo(id);
    assertThat(published.state()).isEqualTo(Release.State.PUBLISHED);
    assertThat(published.notes()).contains("tidy sweep");
    world.run("release").exits(0).wroteNothing();
    world.run("verify", "v1.2.3").exits(0);
  }
}
