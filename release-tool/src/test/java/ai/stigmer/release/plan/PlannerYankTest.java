package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.MarkLatest;
import ai.stigmer.release.plan.Action.MarkYanked;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.version.ReleaseTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the planner decides about a release that is taken back, and about others beside one.
class PlannerYankTest extends PlanFixture {

  @Test
  void everythingThatMovesReturnsToTheHighestReleaseThatIsLeft() {
    DesiredRelease bad = built("v1.2.4");
    DesiredRelease good = built("v1.2.3");
    Plan plan = plan(bad.asYanked(), whole(bad).fallback(good));

    assertThat(plan.changes())
        .extracting(change -> change.subject().toString())
        .containsExactly(
            "yank mark v1.2.4",
            "floating tag v1.2",
            "floating tag v1",
            "floating tag latest",
            "latest mark latest",
            "formula tidy 1.2.3",
            "pull request tidy-1.2.3-scheme.1");
    assertThat(plan.changes())
        .extracting(Change::action)
        .filteredOn(MoveFloatingTag.class::isInstance)
        .allSatisfy(
            move -> assertThat(((MoveFloatingTag) move).digest()).isEqualTo(good.image().digest()));
    assertThat(plan.needsBuild()).isFalse();
  }

  @Test
  void theFormulaReturnsWithItsVersionSchemeRaised() {
    DesiredRelease bad = built("v1.2.4");
    String served = scheme(content(bad), 2);
    Plan plan = plan(bad.asYanked(), whole(bad).fallback(built("v1.2.3")).formula(served));

    assertThat(((CommitFormula) change(plan, Stage.FORMULA).action()).content())
        .contains(scheme(content(built("v1.2.3")), 3));
    assertThat(decision(plan, Stage.PULL_REQUEST).subject().name())
        .isEqualTo("tidy-1.2.3-scheme.3");
  }

  @Test
  void aFormulaThatCannotBeRenderedHoldsUpTheTapAlone() {
    DesiredRelease bad = SampleRelease.withoutReturn(built("v1.2.4")).asYanked();
    Plan plan = plan(bad, whole(built("v1.2.4")).fallback(built("v1.2.3")));

    assertThat(conflict(plan, Stage.FORMULA)).returns(Problem.Kind.INPUT, Problem::kind);
    assertThat(plan.applicable())
        .extracting(change -> change.subject().toString())
        .containsExactly(
            "yank mark v1.2.4",
            "floating tag v1.2",
            "floating tag v1",
            "floating tag latest",
            "latest mark latest");
    assertThat(plan.changes())
        .filteredOn(plan::holdsUp)
        .extracting(change -> change.subject().stage())
        .containsExactly(Stage.PULL_REQUEST);
    assertThat(plan.needsBuild()).isFalse();
  }

  @Test
  void aTapThatWasLedBackByHandWaitsForNoFormula() {
    DesiredRelease bad = SampleRelease.withoutReturn(built("v1.2.4")).asYanked();
    DesiredRelease good = built("v1.2.3");

    assertThat(plan(bad, whole(built("v1.2.4")).fallback(good).formula(content(good))).conflicts())
        .isEmpty();
  }

  @Test
  void aLaterReleaseKeepsTheVersionSchemeOfTheTap() {
    DesiredRelease next = built("v1.2.5");
    Plan plan =
        plan(
            next,
            new ObservedSample(next).yanked("v1.2.4").formula(scheme(content(built("v1.2.3")), 1)));

    assertThat(((CommitFormula) change(plan, Stage.FORMULA).action()).content())
        .contains(scheme(content(next), 1));
    assertThat(decision(plan, Stage.PULL_REQUEST).subject().name()).isEqualTo("tidy-1.2.5");
  }

  @Test
  void aReleaseThatIsYankedAndLeftByEverythingIsSatisfied() {
    DesiredRelease bad = built("v1.2.4");
    DesiredRelease good = built("v1.2.3");
    var observed =
        whole(bad).yankedItself().fallback(good).formula(scheme(content(good), 1)).latest("v1.2.3");
    for (String name : List.of("v1.2", "v1", "latest")) {
      observed.floats(
          name,
          new ObservedImages.Floating(
              good.image().digest().orElseThrow(), Optional.of(good.version())));
    }

    assertThat(plan(bad, observed).isConverged()).isTrue();
    assertThat(plan(bad, observed).decisions().getFirst().subject().stage())
        .isEqualTo(Stage.YANK_MARK);
  }

  @Test
  void theMarkInTheWorldSettlesThatAReleaseStaysYanked() {
    DesiredRelease bad = built("v1.2.4");
    ObservedRelease observed = whole(bad).yankedItself().fallback(built("v1.2.3")).observed();

    assertThat(bad.settledBy(observed).yanked()).isTrue();
    assertThat(Planner.plan(bad.settledBy(observed), observed).changes())
        .extracting(Change::action)
        .noneMatch(MarkYanked.class::isInstance)
        .anyMatch(MoveFloatingTag.class::isInstance);
  }

  @Test
  void whereNothingIsLeftNamesStayAndThePlanSaysSo() {
    DesiredRelease only = built("v1.2.3");
    Plan plan = plan(only.asYanked(), whole(only));

    assertThat(plan.changes())
        .extracting(Change::action)
        .containsExactly(new MarkYanked(hosted(whole(only))));
    assertThat(plan.satisfied())
        .extracting(Satisfied::reason)
        .contains(
            "still names v1.2.3: no other version is left that it could name",
            "still marks v1.2.3: no other release is left that it could mark",
            "still serves 1.2.3: no other version is left that it could serve");
  }

  @Test
  void aReleaseThatIsNotPublishedHasNothingToTakeBack() {
    DesiredRelease release = built("v1.2.3");

    assertThat(
            conflict(
                plan(release.asYanked(), new ObservedSample(release).draft()), Stage.YANK_MARK))
        .returns(Problem.Kind.INPUT, Problem::kind)
        .satisfies(problem -> assertThat(problem.summary()).contains("v1.2.3 is not published"));
  }

  @Test
  void aPreReleaseIsOnlyMarked() {
    DesiredRelease release = built("v2.0.0-rc.1");
    var observed = new ObservedSample(release);
    Plan plan =
        plan(
            release.asYanked(),
            observed.exactTag().published(Release.State.IMMUTABLE, observed.assets()));

    assertThat(plan.decisions())
        .extracting(decision -> decision.subject().stage())
        .containsExactly(Stage.YANK_MARK);
  }

  @Test
  void aBackPortLeadsAFloatAwayFromAYankedVersion() {
    DesiredRelease backPort = built("v1.1.9");
    Plan plan =
        plan(
            backPort,
            new ObservedSample(backPort)
                .released("v1.2.3")
                .yanked("v1.2.4")
                .floats("v1", "v1.2.4")
                .floats("latest", "v2.0.0"));

    assertThat(plan.changes())
        .extracting(Change::action)
        .filteredOn(MoveFloatingTag.class::isInstance)
        .extracting(
            action -> ((MoveFloatingTag) action).tag() + " " + ((MoveFloatingTag) action).to())
        .containsExactly("v1.1 1.1.9", "v1 1.2.3");
  }

  @Test
  void theLatestMarkIsTakenFromAYankedRelease() {
    DesiredRelease release = built("v1.2.3");
    Plan plan = plan(release, whole(release).yanked("v1.2.4").latest("v1.2.4"));

    assertThat(change(plan, Stage.LATEST_MARK).action())
        .isEqualTo(new MarkLatest(release.tag(), 7, Optional.of(ReleaseTag.of("v1.2.4"))));
  }

  @Test
  void anOpenPullRequestOfTheYankedVersionIsClosedAndTheOneThatReturnsStays() {
    DesiredRelease bad = built("v1.2.4");
    DesiredRelease good = built("v1.2.3");
    Plan plan =
        plan(
            bad.asYanked(),
            whole(bad)
                .fallback(good)
                .pullRequest("tidy-1.2.4", State.OPEN)
                .pullRequest("tidy-1.2.3-scheme.1", State.OPEN)
                .pullRequest("tidy-1.2.2-scheme.1", State.OPEN)
                .pullRequest("tidy-docs", State.OPEN));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().stage() == Stage.SUPERSEDED)
        .extracting(change -> change.subject().name())
        .containsExactly("tidy-1.2.4", "tidy-1.2.2-scheme.1");
  }

  @Test
  void branchesThatWereNeverProposedAreDeletedOnceTheyAreSuperseded() {
    DesiredRelease release = built("v1.2.5");
    Plan plan =
        plan(
            release,
            whole(release)
                .yanked("v1.2.4")
                .released("v1.3.0")
                .unproposed("tidy-1.2.3-scheme.1")
                .unproposed("tidy-1.2.4")
                .unproposed("tidy-1.3.0-scheme.1")
                .unproposed("tidy-docs-scheme.1"));

    assertThat(plan.changes())
        .filteredOn(change -> change.subject().stage() == Stage.SUPERSEDED)
        .extracting(Change::action)
        .containsExactly(
            new ClosePullRequest(
                Optional.empty(), SampleRelease.FORMULA, "tidy-1.2.3-scheme.1", ""),
            new ClosePullRequest(Optional.empty(), SampleRelease.FORMULA, "tidy-1.2.4", ""));
  }

  @Test
  void aBackPortLeavesThePullRequestThatReturns() {
    DesiredRelease backPort = built("v1.1.9");
    Plan plan =
        plan(
            backPort,
            new ObservedSample(backPort)
                .released("v1.2.3")
                .yanked("v1.2.4")
                .formula(content(built("v1.2.4")))
                .pullRequest("tidy-1.2.3-scheme.1", State.OPEN));

    assertThat(plan.changes())
        .noneMatch(change -> change.subject().stage().compareTo(Stage.FORMULA) >= 0);
  }

  @Test
  void aTapThatNeverServedTheYankedVersionIsLedToTheHighestWithoutARaise() {
    DesiredRelease bad = built("v1.2.4");
    DesiredRelease good = built("v1.2.3");
    Plan plan = plan(bad.asYanked(), whole(bad).fallback(good).formula(content(built("v1.2.2"))));

    assertThat(((CommitFormula) change(plan, Stage.FORMULA).action()))
        .returns("tidy-1.2.3", CommitFormula::branch)
        .returns(Optional.of(content(good)), CommitFormula::content);
  }

  private static Release hosted(ObservedSample sample) {
    return ((ObservedHost.Published) sample.observed().host().release()).release();
  }

  private static String scheme(String formula, int scheme) {
    return new Formula(SampleRelease.FORMULA, formula).withVersionScheme(scheme).content();
  }
}
