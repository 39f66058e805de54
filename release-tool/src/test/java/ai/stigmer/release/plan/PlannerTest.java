package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Desired and observed releases against the decisions between them; each row is a sentence.
class PlannerTest {

  @TempDir private Path folder;
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

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

  @Test
  void aBackPortMovesOnlyItsOwnLine() {
    DesiredRelease release = built("v1.2.4");
    Plan plan =
        plan(
            release,
            new ObservedSample(release)
                .released("v1.2.3")
                .released("v1.3.0")
                .released("v2.0.0")
                .floats("v1.2", "v1.2.3")
                .floats("v1", "v1.3.0")
                .floats("latest", "v2.0.0")
                .latest("v2.0.0"));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().stage() == Stage.FLOATING_TAGS)
        .extracting(change -> change.subject().name())
        .containsExactly("v1.2");
    assertThat(((PublishRelease) change(plan, Stage.PUBLICATION).action()).latest()).isFalse();
    assertThat(decision(plan, Stage.LATEST_MARK)).isInstanceOf(Satisfied.class);
    assertThat(decision(plan, Stage.FORMULA)).isInstanceOf(Satisfied.class);
  }

  @Test
  void anAbandonedVersionCapturesNothing() {
    DesiredRelease release = built("v1.2.4");
    Plan plan =
        plan(release, new ObservedSample(release).exactTagOf("v1.9.0").publishedOnly("v1.8.0"));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().stage() == Stage.FLOATING_TAGS)
        .allSatisfy(change ->
            assertThat(((MoveFloatingTag) change.action()).to()).isEqualTo(release.version()));
  }

  @Test
  void aFloatingTagThatFellBehindIsMovedToTheHighestRelease() {
    DesiredRelease release = built("v1.2.4");
    Plan plan =
        plan(release, new ObservedSample(release).released("v1.3.0").floats("v1", "v1.2.3"));

    assertThat(plan.changes())
        .extracting(Change::action)
        .filteredOn(MoveFloatingTag.class::isInstance)
        .extracting(action -> (MoveFloatingTag) action)
        .filteredOn(move -> move.tag().name().equals("v1"))
        .extracting(MoveFloatingTag::digest)
        .containsExactly(Optional.of(ObservedSample.digest("v1.3.0")));
  }

  @Test
  void aFloatingTagNeverMovesBackEvenFromAVersionThatIsNotReleased() {
    DesiredRelease release = built("v1.2.4");
    Plan plan = plan(release, new ObservedSample(release).floats("v1", "v1.9.0"));

    assertThat(plan.satisfied())
        .filteredOn(satisfied -> satisfied.subject().name().equals("v1"))
        .extracting(Satisfied::reason)
        .allSatisfy(reason -> assertThat(reason).contains("v1.9.0", "never moves back"));
  }

  @Test
  void aFloatingTagOfAnotherMakeIsTakenOver() {
    DesiredRelease release = built("v1.2.4");
    var foreign = new Floating(ObservedSample.digest("foreign"), Optional.empty());
    Plan plan = plan(release, new ObservedSample(release).floats("latest", foreign));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().name().equals("latest"))
        .extracting(change -> ((MoveFloatingTag) change.action()).from())
        .containsExactly(Optional.of(foreign.digest()));
  }

  @Test
  void aPreReleaseGetsItsExactTagAndNothingThatFloats() {
    DesiredRelease release = built("v2.0.0-rc.1");
    Plan plan = plan(release, new ObservedSample(release));

    assertThat(plan.decisions())
        .extracting(decision -> decision.subject().stage())
        .containsOnly(
            Stage.GIT_TAG,
            Stage.IMAGE,
            Stage.EXACT_TAG,
            Stage.DRAFT,
            Stage.ASSETS,
            Stage.PUBLICATION);
    assertThat(((PublishRelease) change(plan, Stage.PUBLICATION).action()).latest()).isFalse();
  }

  @Test
  void aPreReleaseIsNoVersionForAFloatingTag() {
    DesiredRelease release = built("v1.2.4");

    assertThat(plan(release, new ObservedSample(release).released("v2.0.0-rc.1")).changes())
        .filteredOn(change -> change.action() instanceof MoveFloatingTag)
        .hasSize(3);
  }

  @Test
  void theLatestMarkFollowsTheHighestReleaseEvenIfItIsAnother() {
    DesiredRelease release = built("v1.2.4");
    Plan plan = plan(release, whole(release).released("v2.0.0").latest("v1.2.4"));

    assertThat(change(plan, Stage.LATEST_MARK).reason()).contains("v1.2.4", "v2.0.0");
  }

  @Test
  void onlyTheDefaultBranchSatisfiesTheTapNotAMergedPullRequest() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).pullRequest("tidy-1.2.3", State.MERGED));

    assertThat(decision(plan, Stage.FORMULA)).isInstanceOf(Change.class);
    assertThat(decision(plan, Stage.PULL_REQUEST)).isInstanceOf(Change.class);
  }

  @Test
  void aProposalThatNoLongerMergesIsMadeAgainInPlace() {
    DesiredRelease release = built("v1.2.3");
    String text = content(release);
    Plan plan =
        plan(
            release,
            new ObservedSample(release)
                .formula("  url \"https://example.org/download/v1.2.2/tidy.tar.gz\"\n")
                .proposal(text, Optional.empty())
                .pullRequest("tidy-1.2.3", State.OPEN));

    assertThat(((CommitFormula) change(plan, Stage.FORMULA).action()).expected()).contains("head");
    assertThat(decision(plan, Stage.PULL_REQUEST)).isInstanceOf(Satisfied.class);
  }

  @Test
  void aPullRequestThatAPersonClosedIsNotOpenedAgain() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).pullRequest("tidy-1.2.3", State.CLOSED));

    assertThat(((Satisfied) decision(plan, Stage.FORMULA)).reason()).contains("closed by a person");
  }

  @Test
  void anOlderPullRequestForTheSameFormulaIsSuperseded() {
    DesiredRelease release = built("v1.2.3");
    Plan plan =
        plan(
            release,
            new ObservedSample(release)
                .pullRequest("tidy-1.2.2", State.OPEN)
                .pullRequest("tidy-1.3.0", State.OPEN)
                .pullRequest("tidy-docs", State.OPEN)
                .pullRequest("other-1.0.0", State.OPEN));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().stage() == Stage.SUPERSEDED)
        .extracting(change -> change.subject().name())
        .containsExactly("tidy-1.2.2");
  }

  @Test
  void aTapThatServesAHigherVersionIsLeftAlone() {
    DesiredRelease release = built("v1.2.3");
    Plan plan =
        plan(
            release,
            new ObservedSample(release)
                .formula("  url \"https://example.org/download/v3.0.0/tidy.tar.gz\"\n"));

    assertThat(((Satisfied) decision(plan, Stage.FORMULA)).reason()).contains("3.0.0");
  }

  @Test
  void aFormulaMayBeCommittedStraightToTheDefaultBranch() {
    DesiredRelease release = sample.build(sample.describe("v1.2.3", Delivery.COMMIT));
    Plan plan = plan(release, new ObservedSample(release));

    assertThat(((CommitFormula) change(plan, Stage.FORMULA).action()).branch()).isEqualTo("main");
    assertThat(plan.decisions())
        .noneMatch(decision -> decision.subject().stage() == Stage.PULL_REQUEST);
  }

  private DesiredRelease built(String tag) {
    return sample.build(sample.describe(tag));
  }

  private static ObservedSample whole(DesiredRelease release) {
    String tag = release.tag().toString();
    var observed = new ObservedSample(release);
    return observed
        .exactTag()
        .published(Release.State.PUBLISHED, observed.assets())
        .floats("v" + release.version().major() + "." + release.version().minor(), tag)
        .floats("v" + release.version().major(), tag)
        .floats("latest", tag)
        .latest(tag)
        .formula(content(release));
  }

  private static String content(DesiredRelease release) {
    return release.formula().flatMap(DesiredFormula::content).orElseThrow();
  }

  // The same release, whose image someone else made.
  private static DesiredRelease rebuiltOnAnotherImage(DesiredRelease release) {
    return new DesiredRelease(
        release.project(),
        release.tag(),
        release.commit(),
        new DesiredImage(
            release.image().repository(),
            release.image().platforms(),
            Optional.of(ObservedSample.digest("another image")),
            Optional.empty()),
        release.text(),
        release.assets(),
        release.formula());
  }

  private static Plan plan(DesiredRelease desired, ObservedSample sample) {
    ObservedRelease observed = sample.observed();
    return Planner.plan(desired.settledBy(observed), observed);
  }

  private static Decision decision(Plan plan, Stage stage) {
    return plan.decisions().stream()
        .filter(decision -> decision.subject().stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  private static Change change(Plan plan, Stage stage) {
    return plan.changes().stream()
        .filter(change -> change.subject().stage() == stage)
        .findFirst()
        .orElseThrow();
  }

  private static Problem conflict(Plan plan, Stage stage) {
    return plan.conflicts().stream()
        .filter(conflict -> conflict.subject().stage() == stage)
        .map(Conflict::problem)
        .findFirst()
        .orElseThrow();
  }
}
