package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Desired and observed releases against the decisions between them; each row is a sentence.
class PlannerTest extends PlanFixture {

  @Test
  void everythingIsMissingInANewWorldAndComesInTheFixedOrder() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release));

    assertThat(plan.changes())
        .extracting(change -> change.subject().toString())
        .containsExactly(
            "image ghcr.io/acme/tidy-runner",
            "exact tag v1.2.3",
            "draft v1.2.3",
            "asset tidy-1.2.3.tar.gz",
            "asset checksums.txt",
            "publication v1.2.3",
            "floating tag v1.2",
            "floating tag v1",
            "floating tag latest",
            "formula tidy 1.2.3",
            "pull request tidy-1.2.3");
    assertThat(plan.needsBuild()).isFalse();
  }

  @Test
  void decisionsComeInTheOrderOfTheStages() {
    DesiredRelease release = built("v1.2.3");

    assertThat(plan(release, new ObservedSample(release)).decisions())
        .extracting(decision -> decision.subject().stage())
        .isSorted();
  }

  @Test
  void whatIsNotBuiltIsKnownAfterABuild() {
    DesiredRelease unbuilt = sample.describe("v1.2.3");

    assertThat(plan(unbuilt, new ObservedSample(built("v1.2.3"))).needsBuild()).isTrue();
  }

  @Test
  void aReleasedVersionNeedsNoBuildAndNothingElse() {
    DesiredRelease release = built("v1.2.3");

    assertThat(plan(sample.describe("v1.2.3"), whole(release)).isConverged()).isTrue();
  }

  @Test
  void anExactTagOfThisCommitIsAdopted() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(sample.describe("v1.2.3"), new ObservedSample(release).exactTag());

    assertThat(decision(plan, Stage.IMAGE)).isInstanceOf(Satisfied.class);
    assertThat(decision(plan, Stage.EXACT_TAG)).isInstanceOf(Satisfied.class);
  }

  @Test
  void anExactTagOfAnotherCommitIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).exactTag(built("v9.9.9"), List.of()));

    assertThat(conflict(plan, Stage.EXACT_TAG).summary())
        .contains("v1.2.3", "another image", SampleRelease.commit("v9.9.9").id());
  }

  @Test
  void anExactTagWithoutAnIndexIsAConflict() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            conflict(
                    plan(release, new ObservedSample(release).exactTagOfAnotherMake()),
                    Stage.EXACT_TAG)
                .kind())
        .isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void anExactTagWhoseManifestsAreGoneIsAConflict() {
    DesiredRelease release = built("v1.2.3");
    Digest gone = ObservedSample.digest("gone");

    assertThat(
            conflict(
                    plan(release, new ObservedSample(release).exactTag(release, List.of(gone))),
                    Stage.IMAGE)
                .summary())
        .contains(gone.toString());
  }

  @Test
  void contentThatIsThereByDigestIsNotPushedAgain() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).content());

    assertThat(decision(plan, Stage.IMAGE)).isInstanceOf(Satisfied.class);
    assertThat(decision(plan, Stage.EXACT_TAG)).isInstanceOf(Change.class);
  }

  @Test
  void aGitTagThatMovedIsForAPersonToMend() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            conflict(
                    plan(release, new ObservedSample(release).gitTagAt("f".repeat(40))),
                    Stage.GIT_TAG)
                .kind())
        .isEqualTo(Problem.Kind.INPUT);
  }

  @Test
  void aGitTagThatMovedAfterThePublicationIsRefused() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            conflict(plan(release, whole(release).gitTagAt("f".repeat(40))), Stage.GIT_TAG).kind())
        .isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void aGitTagThatIsNotOnGitHubYetIsCreatedByThePublication() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).noGitTag());

    assertThat(decision(plan, Stage.GIT_TAG)).isInstanceOf(Satisfied.class);
    assertThat(((PublishRelease) change(plan, Stage.PUBLICATION).action()).tagCommit()).isEmpty();
  }

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
  void aDraftThatWouldTagAnotherCommitIsRewritten() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            change(plan(release, new ObservedSample(release).noGitTag().draft()), Stage.DRAFT)
                .action())
        .isInstanceOf(Action.RewriteDraftRelease.class);
  }

  @Test
  void aSecondDraftIsTakenBack() {
    DesiredRelease release = built("v1.2.3");

    assertThat(plan(release, new ObservedSample(release).draft().duplicateDraft(8)).changes())
        .extracting(Change::action)
        .contains(new Action.DeleteDuplicateDraft(8));
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
