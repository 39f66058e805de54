package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.YankMark;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.List;

/// A rehearsal's release that is yanked, and whose yank is taken back as a person does it.
final class RehearsalYanked {

  private final Rehearsal rehearsal;
  private final World world;
  private final DesiredRelease released;

  RehearsalYanked(Rehearsal rehearsal, World world, DesiredRelease released) {
    this.rehearsal = rehearsal;
    this.world = world;
    this.released = released;
  }

  /// What went otherwise than promised: nothing, if it was kept.
  List<String> amiss() {
    var amiss = new ArrayList<String>();
    Release before = hosted();
    expect(amiss, "the yank", rehearsal.yank(), ExitCode.CONVERGED);
    if (!hosted().isYanked()) {
      amiss.add("the release is not marked");
    }
    RehearsalRun second = rehearsal.yank();
    expect(amiss, "a second yank", second, ExitCode.CONVERGED);
    RehearsalRun refused = rehearsal.again();
    expect(amiss, "the release of what was yanked", refused, ExitCode.REFUSED);
    if (second.writes() + refused.writes() > 0) {
      amiss.add("what was yanked was written to");
    }
    world.host().markYanked(before.id(), new YankMark(before.title(), before.notes()));
    expect(amiss, "the release after that", rehearsal.again(), ExitCode.CONVERGED);
    return amiss;
  }

  private static void expect(List<String> amiss, String what, RehearsalRun run, int exitCode) {
    if (run.exitCode() != exitCode) {
      amiss.add(what + " ended with " + run.exitCode());
    }
  }

  private Release hosted() {
    return world.host().releases().stream()
        .filter(release -> release.tag().equals(released.tag().toString()))
        .findFirst()
        .orElseThrow(() -> ReleaseException.remote("The rehearsed release is gone", ""));
  }
}
