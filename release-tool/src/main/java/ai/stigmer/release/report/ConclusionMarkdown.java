package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Conclusion.Converged;
import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.apply.Conclusion.Pending;
import ai.stigmer.release.apply.Conclusion.Refused;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.Problem;
import java.util.List;

/// How a run ended, for the summary of a GitHub Actions job: the result, where to look, and the
/// plan as a table.
final class ConclusionMarkdown {

  private ConclusionMarkdown() {}

  /// The last plan under a heading; of a release that converged, what it took.
  static String of(Conclusion conclusion) {
    DesiredRelease desired = conclusion.desired();
    var text = new StringBuilder();
    text.append("## ").append(desired.project()).append(' ').append(desired.tag()).append("\n\n");
    text.append(result(conclusion)).append("\n\n");
    ReleaseFacts.of(conclusion)
        .lines()
        .forEach((name, value) ->
            text.append("- ").append(name).append(": ").append(value).append('\n'));
    text.append("\n| | wanted | what | why |\n| --- | --- | --- | --- |\n");
    for (Decision decision : decisions(conclusion)) {
      text.append(row(decision)).append('\n');
    }
    return text.append('\n').toString();
  }

  /// What kept a run from coming to a conclusion.
  static String of(Problem problem) {
    return "## release-tool\n\n**Stopped**: " + MarkdownText.line(problem.text()) + "\n";
  }

  private static List<? extends Decision> decisions(Conclusion conclusion) {
    return conclusion instanceof Converged converged && !converged.made().isEmpty()
        ? converged.made()
        : conclusion.plan().decisions();
  }

  private static String result(Conclusion conclusion) {
    return switch (conclusion) {
      case Converged converged ->
          converged.made().isEmpty()
              ? PlanText.summary(converged.plan())
              : Amounts.of(converged.made().size(), "change") + " made, and read back.";
      case Pending pending -> PlanText.summary(pending.plan());
      case Refused refused -> refused(refused);
      case Failed failed -> failed(failed);
    };
  }

  private static String refused(Refused refused) {
    int made = refused.made().size();
    return (refused.plan().isRefused() ? "**Refused**: " : "**Mend what is marked with !**: ")
        + (made == 0
            ? "nothing was written."
            : refused.plan().isRefused()
                ? "nothing more was written, after " + Amounts.of(made, "change") + "."
                : "everything else was done, in " + Amounts.of(made, "change") + ".");
  }

  private static String failed(Failed failed) {
    var text = new StringBuilder();
    text.append(failed.desired().yanked() ? "**Not yanked yet**: " : "**Not released yet**: ")
        .append(failed.made().size())
        .append(" of ")
        .append(Amounts.of(failed.wanted(), "change"))
        .append(" made.");
    failed
        .obstacles()
        .forEach(obstacle ->
            text.append("\n- **✗** ")
                .append(MarkdownText.line(obstacle.subject() + ": " + obstacle.problem().text())));
    return text.toString();
  }

  private static String row(Decision decision) {
    String subject = MarkdownText.cell(decision.subject().toString());
    return switch (decision) {
      case Satisfied satisfied ->
          "| ✓ | " + subject + " | | " + MarkdownText.cell(satisfied.reason()) + " |";
      case Change change ->
          "| + | "
              + subject
              + " | "
              + MarkdownText.cell(ActionText.of(change.action()))
              + " | "
              + MarkdownText.cell(change.reason())
              + " |";
      case Conflict conflict ->
          "| **!** | "
              + subject
              + " | conflict | "
              + MarkdownText.cell(conflict.problem().text())
              + " |";
    };
  }
}
