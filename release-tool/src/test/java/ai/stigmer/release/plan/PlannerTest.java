package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.util.List;
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
  void aDraftOfAPersonStopsARunBeforeItsFirstWrite() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).draft().foreignDraft(9));

    assertThat(conflict(plan, Stage.GIT_TAG))
        .returns(Problem.Kind.INPUT, Problem::kind)
        .satisfies(problem -> assertThat(problem.text()).contains("v1.2.3", "delete the draft"));
    assertThat(plan.applicable()).isEmpty();
  }

  @Test
  void aDraftOfAPersonBesideAPublishedReleaseIsLeftAlone() {
    DesiredRelease release = built("v1.2.3");

    assertThat(plan(release, whole(release).foreignDraft(9)).isConverged()).isTrue();
  }

  @Test
  void whatWouldBreakAPublishedReleaseStopsEverything() {
    DesiredRelease release = built("v1.2.3");
    Plan plan =
        plan(
            release,
            whole(release).exactTag(built("v9.9.9"), List.of()).floats("latest", "v1.2.2"));

    assertThat(plan.changes()).isNotEmpty();
    assertThat(plan.isRefused()).isTrue();
    assertThat(plan.applicable()).isEmpty();
    assertThat(plan.changes()).noneMatch(plan::holdsUp);
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
}
