package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.apply.Conclusion.Obstacle;
import ai.stigmer.release.apply.Conclusion.Pending;
import ai.stigmer.release.apply.Conclusion.Refused;
import ai.stigmer.release.problem.Problem;

/// How a run ended, as a person reads it.
public final class ConclusionText {

  private ConclusionText() {}

  /// The whole answer, over several lines.
  public static String of(Conclusion conclusion, Style style) {
    return switch (conclusion) {
      case Converged converged -> converged(converged, style);
      case Pending pending -> PlanText.of(pending.desired(), pending.plan(), style);
      case Refused refused ->
          PlanText.of(refused.desired(), refused.plan(), style) + "\n" + refused(refused, style);
      case Failed failed -> failed(failed, style);
    };
  }

  private static String refused(Refused refused, Style style) {
    int made = refused.made().size();
    if (made == 0) {
      return style.bad(refused.plan().isRefused() ? "Refused:" : "Mend what is marked with !:")
          + " nothing was written.\n";
    }
    return refused.plan().isRefused()
        ? style.bad("Refused:")
            + " nothing more was written, after "
            + Amounts.of(made, "change")
            + ".\n"
        : style.bad("Mend what is marked with !:")
            + " everything else was done, in "
            + Amounts.of(made, "change")
            + ".\n";
  }

  private static String converged(Converged converged, Style style) {
    var facts = ReleaseFacts.of(converged);
    var text = new StringBuilder();
    text.append(style.good("✓ "))
        .append(style.strong(converged.desired().project() + " " + converged.desired().tag()))
        .append(
            (converged.desired().yanked() ? " is yanked: " : " is released: ")
                + (converged.made().isEmpty()
                    ? "nothing to do, nothing written.\n"
                    : Amounts.of(converged.made().size(), "change") + " made, and read back.\n"))
        .append('\n');
    facts.lines().forEach((name, value) -> text.append(String.format("  %-9s %s%n", name, value)));
    if (converged.desired().yanked()) {
      text.append('\n').append(PlanText.lines(converged.plan(), style));
    }
    return text.toString();
  }

  private static String failed(Failed failed, Style style) {
    var text = new StringBuilder();
    text.append(style.bad("✗ "))
        .append(style.strong(failed.desired().project() + " " + failed.desired().tag()))
        .append(failed.desired().yanked() ? " is not yanked yet: " : " is not released yet: ")
        .append(failed.made().size())
        .append(" of ")
        .append(Amounts.of(failed.wanted(), "change"))
        .append(" made.\n");
    for (Obstacle obstacle : failed.obstacles()) {
      text.append("\n  ")
          .append(style.bad("✗ "))
          .append(obstacle.subject())
          .append("\n    ")
          .append(obstacle.problem().text().replace("\n", "\n    "))
          .append('\n');
    }
    if (failed.outcome().failures().isEmpty()) {
      text.append("\n  The world keeps changing while this runs; is another release running?\n");
    }
    boolean passing =
        failed.obstacles().stream()
            .allMatch(obstacle -> obstacle.problem().kind() == Problem.Kind.REMOTE);
    return text.append(passing ? "\nRun the same command again: it goes on from here.\n" : "")
        .toString();
  }
}
