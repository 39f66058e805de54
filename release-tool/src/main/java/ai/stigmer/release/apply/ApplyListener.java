package ai.stigmer.release.apply;

import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;

/// Hears what a reconciliation does, while it does it. Every method may be left out.
public interface ApplyListener {

  /// The world is about to be read.
  default void observing() {}

  /// The world was read, and this is the difference.
  default void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {}

  /// Something must be built before the difference is known.
  default void building() {}

  /// The difference is going to be applied.
  default void applying(DesiredRelease desired, Plan plan) {}

  /// A change is about to be made.
  default void started(Change change) {}

  /// Bytes of a change's content arrived.
  ///
  /// @param what the layer or file
  /// @param bytes its size; zero if nothing had to be sent
  default void sent(String what, long bytes) {}

  /// A change was made, failed, or was not tried.
  default void finished(Result result) {}
}
