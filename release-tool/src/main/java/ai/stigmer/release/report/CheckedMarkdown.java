package ai.stigmer.release.report;

import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What was checked, for the summary of a GitHub Actions job; what is wrong comes first.
final class CheckedMarkdown {

  private CheckedMarkdown() {}

  /// Of `verify`.
  static String ofFindings(String tag, List<Finding> findings) {
    return "## "
        + tag
        + "\n\n"
        + VerificationReport.result(tag, findings)
        + "\n\n| | thing | found |\n| --- | --- | --- |\n"
        + findings.stream()
            .sorted(Comparator.comparing(Finding::sound))
            .map(finding -> row(finding.sound(), finding.subject(), finding.text()))
            .collect(Collectors.joining())
        + "\n";
  }

  /// Of `rehearse`.
  static String ofPromises(String name, List<Promise> promises) {
    long broken = promises.stream().filter(promise -> !promise.kept()).count();
    return "## "
        + name
        + ", rehearsed\n\n"
        + (broken == 0 ? "Every promise was kept." : "**Broken**: " + broken + " of the promises.")
        + "\n\n| | promise | proof |\n| --- | --- | --- |\n"
        + promises.stream()
            .sorted(Comparator.comparing(Promise::kept))
            .map(promise ->
                row(promise.kept(), promise.name() + " " + promise.text(), promise.proof()))
            .collect(Collectors.joining())
        + "\n";
  }

  private static String row(boolean sound, String what, String how) {
    return "| "
        + (sound ? "✓" : "**✗**")
        + " | "
        + MarkdownText.cell(what)
        + " | "
        + MarkdownText.cell(how)
        + " |\n";
  }
}
