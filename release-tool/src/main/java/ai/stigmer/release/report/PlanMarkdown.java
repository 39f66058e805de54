package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.Plan;
import java.util.List;

/// A plan as a Markdown table, for the summary of a GitHub Actions job.
final class PlanMarkdown {

  private PlanMarkdown() {}

  /// The last plan under a heading; of a release that converged, what it took.
  static String of(Conclusion conclusion) {
    DesiredRelease desired = conclusion.desired();
    Plan plan = conclusion.plan();
    var text = new StringBuilder();
    text.append("## ").append(desired.project()).append(' ').append(desired.tag()).append("\n\n");
    text.append("| | wanted | what | why |\n| --- | --- | --- | --- |\n");
    List<Change> made = conclusion instanceof Converged converged ? converged.made() : List.of();
    for (Decision decision : made.isEmpty() ? plan.decisions() : made) {
      text.append(row(decision)).append('\n');
    }
    String summary =
        made.isEmpty() ? PlanText.summary(plan) : made.size() + " changes made, and read back.";
    return text.append('\n').append(summary).append('\n').toString();
  }

  private static String row(Decision decision) {
    String subject = cell(decision.subject().toString());
    return switch (decision) {
      case Satisfied satisfied -> "| ✓ | " + subject + " | | " + cell(satisfied.reason()) + " |";
      case Change change ->
          "| + | "
              + subject
              + " | "
              + cell(ActionText.of(change.action()))
              + " | "
              + cell(change.reason())
              + " |";
      case Conflict conflict ->
          "| **!** | " + subject + " | conflict | " + cell(conflict.problem().text()) + " |";
    };
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>");
  }
}
