package ai.stigmer.release.report;

import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.Plan;

/// A plan as a person reads it.
public final class PlanText {

  private PlanText() {}

  /// The plan, a line for each wanted thing: `=` is there, `+` is to change, `!` stands in the way,
  /// and some changes wait until it does not.
  public static String of(DesiredRelease desired, Plan plan, Style style) {
    return style.strong(desired.project() + " " + desired.tag())
        + " from commit "
        + desired.commit().id()
        + "\n\n"
        + lines(plan, style)
        + "\n"
        + summary(plan)
        + "\n";
  }

  /// The plan's lines alone.
  static String lines(Plan plan, Style style) {
    int width =
        plan.decisions().stream()
            .mapToInt(decision -> decision.subject().toString().length())
            .max()
            .orElse(0);
    var text = new StringBuilder();
    for (Decision decision : plan.decisions()) {
      text.append("  ").append(line(plan, decision, width, style)).append('\n');
    }
    return text.toString();
  }

  /// The plan's counts, in one line.
  public static String summary(Plan plan) {
    if (plan.isConverged()) {
      return "Nothing to do: all " + plan.decisions().size() + " wanted things are there.";
    }
    return plan.changes().size()
        + " to change, "
        + plan.satisfied().size()
        + " satisfied, "
        + plan.conflicts().size()
        + (plan.conflicts().size() == 1 ? " conflict" : " conflicts")
        + heldUp(plan)
        + ".";
  }

  private static String heldUp(Plan plan) {
    long waiting = plan.changes().stream().filter(plan::holdsUp).count();
    return waiting == 0
        ? ""
        : ", for which " + waiting + (waiting == 1 ? " change waits" : " changes wait");
  }

  private static String line(Plan plan, Decision decision, int width, Style style) {
    String subject = String.format("%-" + width + "s", decision.subject());
    return switch (decision) {
      case Satisfied satisfied ->
          style.good("=") + " " + subject + "  " + style.faint(satisfied.reason());
      case Change change ->
          style.change("+")
              + " "
              + subject
              + "  "
              + ActionText.of(change.action())
              + style.faint(" (" + change.reason() + (plan.holdsUp(change) ? "; waits" : "") + ")");
      case Conflict conflict ->
          style.bad("!")
              + " "
              + subject
              + "  "
              + conflict.problem().text().replace("\n", "\n" + " ".repeat(width + 6));
    };
  }
}
