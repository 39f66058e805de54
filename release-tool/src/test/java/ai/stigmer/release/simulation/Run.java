package ai.stigmer.release.simulation;

import ai.stigmer.release.github.Release;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.Plan;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// One process that releases: a thread that runs only while it is its turn.
final class Run {

  private final String name;
  private final DesiredRelease wanted;
  private final Semaphore turn = new Semaphore(0);
  private boolean dead;
  private long history;
  private int looks;
  private @Nullable Request pending;
  private @Nullable Ending ending;

  /// @param wanted what it is to make
  Run(String name, DesiredRelease wanted) {
    this.name = name;
    this.wanted = wanted;
  }

  String name() {
    return name;
  }

  /// What it is to make.
  DesiredRelease wanted() {
    return wanted;
  }

  /// The release tag.
  String tag() {
    return wanted.tag().toString();
  }

  /// Whether it waits for its turn.
  boolean isReady() {
    return pending != null;
  }

  /// The request it makes when its turn comes.
  Request intended() {
    Request known = pending;
    if (known == null) {
      throw new IllegalStateException(name + " waits for nothing");
    }
    return known;
  }

  void intends(Request request) {
    pending = request;
  }

  /// Everything it was ever answered, as a number: what it does next follows from that alone.
  long history() {
    return history;
  }

  // The drafts of other tags do not concern it, which a test of its own shows.
  void heard(@Nullable Object answer) {
    history =
        Hash.of(
            history,
            answer instanceof List<?> list
                ? list.stream()
                    .filter(element ->
                        !(element instanceof Release release
                            && release.isDraft()
                            && !release.tag().equals(tag())))
                    .toList()
                    .toString()
                : String.valueOf(answer));
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  /// Ends it here and now.
  Died killed() {
    die();
    return new Died();
  }

  boolean isOver() {
    return ending != null;
  }

  Ending ending() {
    Ending known = ending;
    if (known == null) {
      throw new IllegalStateException(name + " is still running");
    }
    return known;
  }

  void end(Ending how) {
    ending = how;
    pending = null;
  }

  /// What it does next follows from its plan alone, however it came to it.
  void planned(Plan plan) {
    history = Hash.of(++looks, plan.toString());
  }

  void awaitTurn() {
    turn.acquireUninterruptibly();
  }

  void giveTurn() {
    turn.release();
  }

  @Override
  public String toString() {
    return name;
  }
}
