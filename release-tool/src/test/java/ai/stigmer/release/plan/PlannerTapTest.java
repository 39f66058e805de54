package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the planner decides about the formula and its pull requests.
class PlannerTapTest extends PlanFixture {

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
    Plan plan =
        plan(
            release,
            new ObservedSample(release)
                .proposal(content(release), Optional.empty())
                .pullRequest("tidy-1.2.3", State.CLOSED));

    assertThat(conflict(plan, Stage.PULL_REQUEST))
        .satisfies(
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT),
            problem -> assertThat(problem.summary()).contains("closed by a person"));
  }

  @Test
  void aPullRequestThatAPersonClosedHoldsUpOnlyWhatWouldSupersedeOthers() {
    DesiredRelease release = built("v1.2.3");
    Plan plan =
        plan(
            release,
            whole(release)
                .formula("of a tap that moved on")
                .floats("latest", "v1.2.2")
                .proposal(content(release), Optional.empty())
                .pullRequest("tidy-1.2.3", State.CLOSED)
                .pullRequest("tidy-1.2.2", State.OPEN));

    assertThat(plan.changes())
        .extracting(change -> change.subject().toString())
        .containsExactly("floating tag latest", "superseded tidy-1.2.2");
    assertThat(plan.applicable())
        .extracting(change -> change.subject().toString())
        .containsExactly("floating tag latest");
    assertThat(decision(plan, Stage.FORMULA))
        .isInstanceOfSatisfying(
            Satisfied.class, left -> assertThat(left.reason()).contains("left alone"));
  }

  @Test
  void aPullRequestThatWasClosedWithItsBranchIsMadeAnew() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, new ObservedSample(release).pullRequest("tidy-1.2.3", State.CLOSED));

    assertThat(decision(plan, Stage.FORMULA)).isInstanceOf(Change.class);
    assertThat(decision(plan, Stage.PULL_REQUEST)).isInstanceOf(Change.class);
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
  void itsOwnPullRequestIsSupersededWhenAHigherVersionIsReleasedMeanwhile() {
    DesiredRelease release = built("v1.2.3");
    Plan plan =
        plan(
            release,
            new ObservedSample(release).pullRequest("tidy-1.2.3", State.OPEN).released("v1.3.0"));

    assertThat(change(plan, Stage.SUPERSEDED).subject().name()).isEqualTo("tidy-1.2.3");
  }

  @Test
  void aBranchThatARunDidNotLiveToProposeIsDeletedOnceAHigherVersionIsReleased() {
    DesiredRelease release = built("v1.2.3");
    ObservedSample left =
        new ObservedSample(release)
            .proposal("a formula", Optional.empty())
            .unproposed("tidy-1.2.3");

    assertThat(plan(release, left).changes())
        .noneMatch(change -> change.subject().stage() == Stage.SUPERSEDED);
    assertThat(change(plan(release, left.released("v1.3.0")), Stage.SUPERSEDED).action())
        .isEqualTo(new ClosePullRequest(Optional.empty(), SampleRelease.FORMULA, "tidy-1.2.3", ""));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"MERGED", "CLOSED"})
  void aBranchThatWasProposedStaysWhenAHigherVersionIsReleased(State state) {
    DesiredRelease release = built("v1.2.3");
    ObservedSample left =
        new ObservedSample(release)
            .proposal(content(release), Optional.empty())
            .pullRequest("tidy-1.2.3", state)
            .released("v1.3.0");

    assertThat(plan(release, left).changes())
        .noneMatch(change -> change.subject().stage().compareTo(Stage.FORMULA) >= 0);
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
}
