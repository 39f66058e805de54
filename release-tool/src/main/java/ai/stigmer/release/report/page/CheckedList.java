package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.report.Digests;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.util.Comparator;
import java.util.List;

/// Things that were checked, those that are wrong first.
final class CheckedList {

  private CheckedList() {}

  /// The promises of a release.
  static Html ofPromises(List<Promise> promises) {
    return section(
        "promises",
        "Promises",
        promises.stream()
            .sorted(Comparator.comparing(Promise::kept))
            .map(promise ->
                row(promise.kept(), promise.name() + " " + promise.text(), promise.proof()))
            .toList());
  }

  /// What was found of a published release.
  static Html ofFindings(List<Finding> findings) {
    return section(
        "findings",
        "Read back",
        findings.stream()
            .sorted(Comparator.comparing(Finding::sound))
            .map(finding -> row(finding.sound(), finding.subject(), finding.text()))
            .toList());
  }

  private static Html section(String id, String title, List<Html> rows) {
    return element("section", element("h2", title), element("ul", all(rows)).as("checked"))
        .with("id", id);
  }

  private static Html row(boolean sound, String what, String how) {
    Standing standing = sound ? Standing.MADE : Standing.STOPPED;
    return element(
        "li",
        element("span", standing.mark()).as("mark " + standing.cssClass()),
        element("div", element("strong", what), element("p", Digests.shortened(how))));
  }
}
