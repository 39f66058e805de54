package ai.stigmer.release.apply;

import ai.stigmer.release.http.RetryPolicy.Pauses;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Planner;
import ai.stigmer.release.problem.ReleaseException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The release: observe, plan, build what the plan needs, apply, and observe again until nothing is
/// left. The same loop is the release, the retry and the recovery.
public final class Reconciliation {

  // A run that races with others looks again; more rounds than this mean that somebody undoes its
  // writes.
  private static final int ROUNDS = 5;
  // GitHub's reads lag behind its writes by up to some seconds.
  private static final List<Duration> LAG =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final World world;
  private final Planning planning;
  private final Builder builder;
  private final ApplyListener listener;
  private final Pauses pauses;
  private final AssetDigests assetDigests;

  /// Builds what only a build can tell.
  @FunctionalInterface
  public interface Builder {

    /// The release with its image and assets built, the image only if none was adopted.
    ///
    /// @throws ReleaseException if a build command fails
    DesiredRelease build(DesiredRelease desired);
  }

  /// Tells what is to be done.
  @FunctionalInterface
  public interface Planning {

    /// The difference between what should exist and what does.
    Plan plan(DesiredRelease desired, ObservedRelease observed);
  }

  /// A reconciliation in this world.
  ///
  /// @param pauses how the time until a lagging read catches up is spent
  public Reconciliation(World world, Builder builder, ApplyListener listener, Pauses pauses) {
    this(world, Planner::plan, builder, listener, pauses);
  }

  /// A reconciliation in this world by another planning than [Planner]'s.
  public Reconciliation(
      World world, Planning planning, Builder builder, ApplyListener listener, Pauses pauses) {
    this.world = world;
    this.planning = planning;
    this.builder = builder;
    this.listener = listener;
    this.pauses = pauses;
    this.assetDigests = new AssetDigests(world.host());
  }

  /// The difference as it is now; nothing is built or written.
  public Conclusion plan(DesiredRelease wanted) {
    return conclude(look(wanted), List.of());
  }

  /// The difference after everything it needs was built; nothing is written.
  public Conclusion dryRun(DesiredRelease wanted) {
    return conclude(lookAndBuild(wanted), List.of());
  }

  /// Makes the world what is wanted.
  ///
  /// @throws ReleaseException before anything is built or written, if a right that the changes need
  ///   is refused
  public Conclusion release(DesiredRelease wanted) {
    Looked first = look(wanted);
    if (first.isApplicable()) {
      new WriteRights(world, wanted.image().repository()).prove(first.plan().applicable());
    }
    Looked looked = built(first);
    var made = new ArrayList<Change>();
    for (int round = 1; looked.isApplicable(); round++) {
      listener.applying(looked.desired(), looked.plan());
      Outcome outcome =
          new Executor(world, assetDigests, listener)
              .apply(looked.plan(), looked.desired(), looked.observed());
      made.addAll(outcome.made());
      if (!outcome.failures().isEmpty()) {
        return failed(looked, made, outcome);
      }
      looked = lookUntilSettled(looked.desired());
      if (round == ROUNDS && looked.isApplicable()) {
        return failed(looked, made, outcome);
      }
    }
    return conclude(looked, made);
  }

  private record Looked(DesiredRelease desired, ObservedRelease observed, Plan plan) {
    boolean isApplicable() {
      return !plan.applicable().isEmpty();
    }
  }

  private Looked look(DesiredRelease wanted) {
    listener.observing();
    ObservedRelease observed = new Observer(world, assetDigests).observe(wanted);
    DesiredRelease settled = wanted.settledBy(observed);
    Plan plan = planning.plan(settled, observed);
    listener.planned(settled, observed, plan);
    return new Looked(settled, observed, plan);
  }

  // A build takes minutes: the world is read again after it. An image that another run named
  // meanwhile is adopted, and what was stamped with ours is built again.
  private Looked built(Looked first) {
    Looked looked = first;
    for (int build = 1; looked.isApplicable() && looked.plan().needsBuild(); build++) {
      if (build > ROUNDS) {
        throw ReleaseException.remote(
            "The image " + first.desired().tag() + " keeps changing while the release is built",
            "Run again when no other release runs.");
      }
      listener.building();
      looked = look(builder.build(looked.desired()));
    }
    return looked;
  }

  private Looked lookAndBuild(DesiredRelease wanted) {
    return built(look(wanted));
  }

  private Looked lookUntilSettled(DesiredRelease wanted) {
    Looked looked = lookAndBuild(wanted);
    for (Duration pause : LAG) {
      if (!looked.isApplicable()) {
        break;
      }
      pause(pause);
      looked = lookAndBuild(wanted);
    }
    return looked;
  }

  private void pause(Duration pause) {
    try {
      pauses.pause(pause);
    } catch (InterruptedIOException interrupted) {
      throw ReleaseException.remote("Interrupted", "Run again to go on.", interrupted);
    }
  }

  private static Conclusion failed(Looked looked, List<Change> made, Outcome outcome) {
    return new Conclusion.Failed(looked.desired(), looked.observed(), looked.plan(), made, outcome);
  }

  private static Conclusion conclude(Looked looked, List<Change> made) {
    if (!looked.plan().conflicts().isEmpty()) {
      return new Conclusion.Refused(looked.desired(), looked.observed(), looked.plan(), made);
    }
    return looked.plan().isConverged()
        ? new Conclusion.Converged(looked.desired(), looked.observed(), looked.plan(), made)
        : new Conclusion.Pending(looked.desired(), looked.observed(), looked.plan());
  }
}
