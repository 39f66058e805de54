package ai.stigmer.release.simulation;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.SampleRelease;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was released before, and what is released now, at once if it is several.
///
/// @param merged whether every pull request of what was released before was merged
/// @param heldUp whether the formula waits for a person, and everything else does not
record Scenario(
    List<DesiredRelease> before, boolean merged, List<DesiredRelease> now, boolean heldUp) {

  Scenario {
    before = List.copyOf(before);
    now = List.copyOf(now);
  }

  /// One release: the first, with a document attached and signed, the next, a back-port, a
  /// pre-release, one whose formula is committed, and yanks with either delivery.
  static List<Scenario> single(Releases releases) {
    return List.of(
        of(releases.describeSigned("v1.2.3")),
        of(releases.describe("v1.2.4")).after(releases.describe("v1.2.3")),
        of(releases.describe("v1.2.4"))
            .after(releases.describe("v1.2.3"), releases.describe("v2.0.0")),
        of(releases.describe("v2.0.0-rc.1")).after(releases.describe("v1.2.3")),
        of(releases.describe("v1.2.4", Delivery.COMMIT))
            .after(releases.describe("v1.2.3", Delivery.COMMIT)),
        of(releases.describe("v1.2.4").asYanked())
            .afterMerging(releases.describe("v1.2.3"), releases.describe("v1.2.4")),
        of(releases.describe("v1.2.4", Delivery.COMMIT).asYanked())
            .after(
                releases.describe("v1.2.3", Delivery.COMMIT),
                releases.describe("v1.2.4", Delivery.COMMIT)));
  }

  /// A yank whose formula cannot be rendered, with either delivery.
  static List<Scenario> heldUp(Releases releases) {
    return Stream.of(Delivery.values())
        .map(delivery ->
            new Scenario(
                List.of(
                    releases.describe("v1.2.3", delivery), releases.describe("v1.2.4", delivery)),
                true,
                List.of(
                    SampleRelease.withoutReturn(releases.describe("v1.2.4", delivery)).asYanked()),
                true))
        .toList();
  }

  /// Two runs at once: releases of one line, of two lines, the same signed one twice, and with a
  /// yank, and two yanks. They are built, so that every request matters.
  static List<Scenario> racing(Releases releases) {
    return Stream.of(
            of(releases.describe("v1.2.3"), releases.describe("v1.2.4")),
            of(releases.describe("v1.2.4"), releases.describe("v2.0.0"))
                .after(releases.describe("v1.2.3")),
            of(releases.describeSigned("v1.2.3"), releases.describeSigned("v1.2.3")),
            of(
                releases.describe("v1.2.3", Delivery.COMMIT),
                releases.describe("v1.2.4", Delivery.COMMIT)),
            of(releases.describe("v1.2.4").asYanked(), releases.describe("v1.2.5"))
                .afterMerging(releases.describe("v1.2.3"), releases.describe("v1.2.4")),
            of(releases.describe("v1.2.4").asYanked(), releases.describe("v1.2.4"))
                .afterMerging(releases.describe("v1.2.3"), releases.describe("v1.2.4")),
            of(releases.describe("v1.2.5").asYanked(), releases.describe("v1.2.4").asYanked())
                .afterMerging(
                    releases.describe("v1.2.3"),
                    releases.describe("v1.2.4"),
                    releases.describe("v1.2.5")))
        .map(scenario ->
            new Scenario(
                scenario.before(),
                scenario.merged(),
                scenario.now().stream().map(releases::prepare).toList(),
                false))
        .toList();
  }

  /// One run after the other: a release or a yank, and what may come before it is run again.
  static List<Scenario> overtaking(Releases releases) {
    return List.of(
        of(releases.describe("v1.2.4"), releases.describe("v1.2.5"))
            .after(releases.describe("v1.2.3")),
        of(releases.describe("v1.2.4"), releases.describe("v1.2.4").asYanked())
            .afterMerging(releases.describe("v1.2.3")),
        of(releases.describe("v1.2.4").asYanked(), releases.describe("v1.2.5"))
            .afterMerging(releases.describe("v1.2.3"), releases.describe("v1.2.4")),
        of(releases.describe("v1.2.4").asYanked(), releases.describe("v1.2.3").asYanked())
            .afterMerging(
                releases.describe("v1.2.2"),
                releases.describe("v1.2.3"),
                releases.describe("v1.2.4")));
  }

  static Scenario of(DesiredRelease... now) {
    return new Scenario(List.of(), false, List.of(now), false);
  }

  /// The same after these releases.
  Scenario after(DesiredRelease... earlier) {
    return new Scenario(List.of(earlier), false, now, heldUp);
  }

  /// The same after these releases, whose pull requests were merged.
  Scenario afterMerging(DesiredRelease... earlier) {
    return new Scenario(List.of(earlier), true, now, heldUp);
  }

  /// Whether all releases are of different versions.
  boolean isOfDifferentVersions() {
    return now.stream().map(DesiredRelease::tag).distinct().count() == now.size();
  }

  @Override
  public String toString() {
    String releases =
        now.stream()
                .map(wanted -> (wanted.yanked() ? "yank of " : "") + wanted.tag() + how(wanted))
                .collect(Collectors.joining(" with "))
            + (heldUp ? " whose formula waits" : "");
    return before.isEmpty()
        ? releases
        : releases
            + " after "
            + before.stream()
                .map(wanted -> wanted.tag().toString())
                .collect(Collectors.joining(", "))
            + (merged ? " (merged)" : "");
  }

  private static String how(DesiredRelease wanted) {
    boolean committed =
        wanted.formula().filter(formula -> formula.delivery() == Delivery.COMMIT).isPresent();
    return (wanted.signed() ? " (signed)" : "") + (committed ? " (formula committed)" : "");
  }
}
