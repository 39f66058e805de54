package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.http.RetryPolicy.Pauses;
import ai.stigmer.release.plan.DesiredRelease;

/// What makes a release: the real tool, or one that is broken on purpose.
@FunctionalInterface
interface Tool {

  /// The real tool.
  Tool REAL =
      (wanted, world, builder, listener, pauses) ->
          new Reconciliation(world, builder, listener, pauses).release(wanted);

  /// Makes one release.
  Conclusion release(
      DesiredRelease wanted,
      World world,
      Reconciliation.Builder builder,
      ApplyListener listener,
      Pauses pauses);
}
