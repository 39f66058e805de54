package ai.stigmer.release.report;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.build.BuildListener;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run saw and did, and how long it took: noted while everything is passed on to a screen.
public final class Journal implements ApplyListener, BuildListener {

  /// Where the time of reading the world is noted.
  public static final String LOOKING = "looking";

  /// Where the time of building is noted.
  public static final String BUILDING = "building";

  private final Progress next;
  private final InstantSource clock;
  private final Instant opened;
  private final List<Step> steps = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private Optional<ObservedRelease> before = Optional.empty();
  private Optional<Plan> applied = Optional.empty();
  private Instant since;
  private long bytes;

  /// Something that took time.
  ///
  /// @param stage what it belongs to: [#LOOKING], [#BUILDING] or the label of a
  ///   [ai.stigmer.release.plan.Stage]
  /// @param what the thing, as the screen named it
  /// @param bytes how many were sent for it
  public record Step(String stage, String what, Duration took, long bytes) {}

  /// An empty journal.
  ///
  /// @param next what hears everything too
  public Journal(Progress next, InstantSource clock) {
    this.next = next;
    this.clock = clock;
    this.opened = clock.instant();
    this.since = opened;
  }

  /// When it was opened.
  public Instant opened() {
    return opened;
  }

  /// How long it has been open.
  public Duration age() {
    return Duration.between(opened, clock.instant());
  }

  /// The world as it was first seen, if it was.
  public Optional<ObservedRelease> before() {
    return before;
  }

  /// The first plan that was applied, if one was.
  public Optional<Plan> applied() {
    return applied;
  }

  /// What became of every change that was begun, in that order.
  public List<Result> results() {
    return List.copyOf(results);
  }

  /// Everything that took time, in its order.
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public void observing() {
    start();
    next.observing();
  }

  @Override
  public void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {
    if (before.isEmpty()) {
      before = Optional.of(observed);
    }
    note(LOOKING, LOOKING);
    next.planned(desired, observed, plan);
  }

  @Override
  public void building() {
    next.building();
  }

  @Override
  public void applying(DesiredRelease desired, Plan plan) {
    if (applied.isEmpty()) {
      applied = Optional.of(plan);
    }
    next.applying(desired, plan);
  }

  @Override
  public void started(Change change) {
    start();
    next.started(change);
  }

  @Override
  public void sent(String what, long size) {
    bytes += size;
    next.sent(what, size);
  }

  @Override
  public void finished(Result result) {
    results.add(result);
    note(result.change().subject().stage().label(), result.change().subject().name());
    next.finished(result);
  }

  @Override
  public void begin(String what) {
    start();
    next.begin(what);
  }

  @Override
  public void end(String what) {
    note(BUILDING, what);
    next.end(what);
  }

  @Override
  public void fail(String what) {
    note(BUILDING, what);
    next.fail(what);
  }

  private void start() {
    since = clock.instant();
    bytes = 0;
  }

  private void note(String stage, String what) {
    Instant now = clock.instant();
    steps.add(new Step(stage, what, Duration.between(since, now), bytes));
    since = now;
    bytes = 0;
  }
}
