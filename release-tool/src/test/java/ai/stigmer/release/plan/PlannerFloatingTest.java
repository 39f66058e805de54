package ai.stigmer.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedImages.Floating;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the planner decides about everything that moves from version to version.
class PlannerFloatingTest extends PlanFixture {

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
  void theLatestMarkLeavesOutAReleaseThatGitHubCallsAPreRelease() {
    DesiredRelease release = built("v1.2.4");
    Plan plan = plan(release, new ObservedSample(release).releasedAs("v2.0.0", true));

    assertThat(((PublishRelease) change(plan, Stage.PUBLICATION).action()).latest()).isTrue();
    assertThat(
            decision(plan(release, whole(release).releasedAs("v2.0.0", true)), Stage.LATEST_MARK))
        .isInstanceOf(Satisfied.class);
  }

  @Test
  void aReleaseThatGitHubItselfCallsAPreReleaseIsNotMarked() {
    DesiredRelease release = built("v2.0.0");
    ObservedSample flagged = whole(release).released("v1.9.0").releasedAs("v2.0.0", true);
    Plan plan = plan(release, flagged.latest("v1.8.0"));

    assertThat(change(plan, Stage.LATEST_MARK).reason()).contains("v1.8.0", "v1.9.0");
  }

  @Test
  void thatAPreReleaseIsMarkedDoesNotCount() {
    DesiredRelease release = built("v1.2.4");
    ObservedSample unflagged = whole(release).releasedAs("v1.3.0-rc.1", false);
    Plan plan = plan(release, unflagged.latest("v1.3.0-rc.1"));

    assertThat(change(plan, Stage.LATEST_MARK).reason()).contains("v1.3.0-rc.1", "v1.2.4");
  }
}
