package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the planner decides about a release's files.
class PlannerAssetsTest extends PlanFixture {

  @Test
  void aDraftsAssetWithOtherBytesIsReplaced() {
    DesiredRelease release = built("v1.2.3");
    var other =
        new ReleaseAsset(5, "tidy-1.2.3.tar.gz", 1, true, Optional.of(ObservedSample.digest("x")));

    assertThat(
            ((UploadAsset)
                    change(plan(release, new ObservedSample(release).draft(other)), Stage.ASSETS)
                        .action())
                .replaces())
        .contains(5L);
  }

  @Test
  void aDraftsAssetWhoseUploadBrokeIsReplaced() {
    DesiredRelease release = built("v1.2.3");
    var starter = new ReleaseAsset(5, "tidy-1.2.3.tar.gz", 0, false, Optional.empty());

    assertThat(
            change(plan(release, new ObservedSample(release).draft(starter)), Stage.ASSETS)
                .reason())
        .contains("broke");
  }

  @Test
  void aDraftsRightAssetsAreLeftAlone() {
    DesiredRelease release = built("v1.2.3");
    var observed = new ObservedSample(release);

    assertThat(plan(release, observed.draft(observed.assets())).changes())
        .noneMatch(change -> change.subject().stage() == Stage.ASSETS);
  }

  @Test
  void aFileOnTheDraftThatIsNotPartOfTheReleaseIsDeleted() {
    DesiredRelease release = built("v1.2.3");
    var stray = new ReleaseAsset(5, "notes.txt", 1, true, Optional.empty());

    assertThat(plan(release, new ObservedSample(release).draft(stray)).changes())
        .extracting(Change::action)
        .contains(new Action.DeleteAsset("notes.txt", 5));
  }

  @Test
  void aPublishedAssetWithOtherBytesIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    ReleaseAsset[] assets = new ObservedSample(release).assets();
    assets[0] =
        new ReleaseAsset(5, assets[0].name(), 1, true, Optional.of(ObservedSample.digest("x")));

    assertThat(
            conflict(
                    plan(
                        release,
                        new ObservedSample(release)
                            .exactTag()
                            .published(Release.State.PUBLISHED, assets)),
                    Stage.ASSETS)
                .summary())
        .contains("other bytes", "tidy-1.2.3.tar.gz");
  }

  @Test
  void aPublishedAssetThatIsMissingIsUploadedAgain() {
    DesiredRelease release = built("v1.2.3");
    ReleaseAsset checksums = new ObservedSample(release).assets()[1];

    assertThat(
            change(
                plan(
                    release,
                    new ObservedSample(release)
                        .exactTag()
                        .published(Release.State.PUBLISHED, checksums)),
                Stage.ASSETS))
        .isNotNull();
  }

  @Test
  void anImmutableReleasesMissingAssetIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    ReleaseAsset checksums = new ObservedSample(release).assets()[1];

    assertThat(
            conflict(
                    plan(
                        release,
                        new ObservedSample(release)
                            .exactTag()
                            .published(Release.State.IMMUTABLE, checksums)),
                    Stage.ASSETS)
                .kind())
        .isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void aPublishedReleaseWithoutChecksumsIsAConflict() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            conflict(
                    plan(
                        release,
                        new ObservedSample(release).exactTag().publishedWithoutChecksums()),
                    Stage.ASSETS)
                .summary())
        .contains("checksums.txt");
  }

  @Test
  void aDocumentThatAPublishedReleaseNeverHadIsNotWanted() {
    DesiredRelease release = built("v1.2.3");
    String name = Document.PROVENANCE.assetName("tidy", release.version());
    DesiredRelease wanted = withDocument(sample.describe("v1.2.3"), name);

    Plan plan = plan(wanted, whole(release));

    assertThat(plan.isConverged()).isTrue();
    assertThat(plan.decisions())
        .contains(
            new Satisfied(
                new Subject(Stage.ASSETS, name), "published without it, and it stays so"));
  }

  @Test
  void aDocumentOfAPublishedReleaseThatItsChecksumsDoNotNameIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    String name = Document.PROVENANCE.assetName("tidy", release.version());
    var assets = new ArrayList<>(List.of(new ObservedSample(release).assets()));
    assets.add(new ReleaseAsset(99, name, 1, true, Optional.of(ObservedSample.digest("unnamed"))));

    Plan plan =
        plan(
            withDocument(sample.describe("v1.2.3"), name),
            new ObservedSample(release)
                .exactTag()
                .published(Release.State.PUBLISHED, assets.toArray(ReleaseAsset[]::new)));

    assertThat(conflict(plan, Stage.ASSETS).summary())
        .contains(name + " is not in its checksums.txt");
  }

  @Test
  void aBuildThatDisagreesWithAPublishedReleaseIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    var observed =
        new ObservedSample(release)
            .published(Release.State.PUBLISHED, new ObservedSample(release).assets());
    // The image is lost, and what is built from the commit now is another one.
    DesiredRelease rebuilt = sample.build(sample.describe("v1.2.3"));
    DesiredRelease other =
        new SampleRelease(folder.resolve("other")).build(rebuiltOnAnotherImage(rebuilt));

    assertThat(conflict(plan(other, observed), Stage.ASSETS).summary()).contains("disagrees");
  }

  private static DesiredRelease withDocument(DesiredRelease release, String name) {
    var assets = new ArrayList<DesiredAsset>();
    assets.add(DesiredAsset.unbuiltReferrer(name, MediaType.IN_TOTO));
    assets.addAll(release.assets());
    return new DesiredRelease(
        release.project(),
        release.tag(),
        release.commit(),
        release.image(),
        release.text(),
        assets,
        release.formula(),
        release.signed(),
        release.yanked());
  }
}
