package ai.stigmer.release.report.page;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.apply.Conclusion.Pending;
import ai.stigmer.release.apply.Conclusion.Refused;
import ai.stigmer.release.report.Amounts;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.time.Duration;
import java.util.List;

/// How a run ended, in a word and a sentence.
///
/// @param standing how it stands
/// @param word the word
/// @param sentence the sentence
record Headline(Standing standing, String word, String sentence) {

  /// Of `plan` and `release`.
  static Headline of(ReportedRun run) {
    Conclusion conclusion = run.conclusion();
    String name = conclusion.desired().project() + " " + conclusion.desired().tag();
    return switch (conclusion) {
      case Converged converged when converged.made().isEmpty() ->
          new Headline(
              Standing.MADE,
              "converged",
              name + is(conclusion) + "; there was nothing to do, and nothing was written.");
      case Converged converged ->
          new Headline(
              Standing.MADE,
              "converged",
              name
                  + is(conclusion)
                  + ": "
                  + Amounts.of(converged.made().size(), "change")
                  + " made and read back in "
                  + Amounts.ofTime(spent(run))
                  + ".");
      case Pending pending ->
          new Headline(
              Standing.PENDING,
              "pending",
              name
                  + " is not whole yet: "
                  + Amounts.of(pending.plan().changes().size(), "change")
                  + " to make, and nothing was written.");
      case Refused refused when refused.plan().isRefused() ->
          new Headline(
              Standing.STOPPED,
              "refused",
              inTheWay(refused, name)
                  + (refused.made().isEmpty()
                      ? "nothing was written."
                      : "nothing more was written after "
                          + Amounts.of(refused.made().size(), "change")
                          + "."));
      case Refused refused ->
          new Headline(
              Standing.STOPPED,
              "to be mended",
              inTheWay(refused, name)
                  + (refused.made().isEmpty()
                      ? "nothing was written."
                      : "everything else was done, in "
                          + Amounts.of(refused.made().size(), "change")
                          + "."));
      case Failed failed ->
          new Headline(
              Standing.STOPPED,
              "failed",
              name
                  + (conclusion.desired().yanked()
                      ? " is not yanked yet: "
                      : " is not released yet: ")
                  + failed.made().size()
                  + " of "
                  + Amounts.of(failed.wanted(), "change")
                  + " made. The same command goes on from here.");
    };
  }

  /// Of a `release` that is refused although its conclusion may be that nothing is left to do.
  static Headline refused(ReportedRun run) {
    return new Headline(Standing.STOPPED, "refused", of(run).sentence());
  }

  /// Of `rehearse`.
  static Headline of(ReportedRun run, List<Promise> promises) {
    String name = run.conclusion().desired().project() + " " + run.conclusion().desired().tag();
    long broken = promises.stream().filter(promise -> !promise.kept()).count();
    return broken == 0
        ? new Headline(
            Standing.MADE,
            "rehearsed",
            "A rehearsal released "
                + name
                + " into a world on this machine in "
                + Amounts.ofTime(spent(run))
                + ", and kept all "
                + promises.size()
                + " promises.")
        : new Headline(
            Standing.STOPPED,
            "broken",
            "A rehearsal of "
                + name
                + " broke "
                + broken
                + " of "
                + Amounts.of(promises.size(), "promise")
                + ".");
  }

  /// Of `verify`.
  static Headline verified(ReportedRun run, List<Finding> findings) {
    String name = run.conclusion().desired().project() + " " + run.conclusion().desired().tag();
    long drifted = findings.stream().filter(finding -> !finding.sound()).count();
    return drifted == 0
        ? new Headline(
            Standing.MADE,
            "whole",
            name
                + (run.conclusion().desired().yanked() ? " is yanked, and whole: " : " is whole: ")
                + Amounts.of(findings.size(), "thing")
                + " read back.")
        : new Headline(
            Standing.STOPPED,
            "drifted",
            name
                + " drifted: "
                + drifted
                + " of "
                + Amounts.of(findings.size(), "thing")
                + " are not as released.");
  }

  private static String inTheWay(Refused refused, String name) {
    int conflicts = refused.plan().conflicts().size();
    return Amounts.of(conflicts, "conflict")
        + (conflicts == 1 ? " stands" : " stand")
        + " in the way of "
        + name
        + ": ";
  }

  private static String is(Conclusion conclusion) {
    return conclusion.desired().yanked() ? " is yanked" : " is released";
  }

  private static Duration spent(ReportedRun run) {
    return run.journal().steps().stream()
        .map(step -> step.took())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
