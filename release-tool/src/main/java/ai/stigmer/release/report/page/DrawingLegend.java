package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.report.page.ReferenceGraph.Verb;
import java.util.ArrayList;

/// What the marks, the seals and the lines of a drawing say.
final class DrawingLegend {

  private DrawingLegend() {}

  /// The legend of that graph's drawing.
  static Html of(ReferenceGraph graph) {
    var entries = new ArrayList<Html>();
    for (Standing standing : Standing.values()) {
      entries.add(
          entry(
              element("span", standing.mark()).as("mark " + standing.cssClass()), standing.word()));
    }
    if (graph.nodes().stream().anyMatch(node -> node.seal().isPresent())) {
      entries.add(entry(sample("-10 -10 20 20", GraphDrawing.seal()).as("there"), "signed"));
    }
    for (Verb verb : GraphDrawing.lines(graph)) {
      Html line = element("path").with("d", "M0 10H32").as("edge " + verb.cssClass());
      entries.add(entry(sample("0 0 32 20", line), verb.words()));
    }
    return element("ul", all(entries)).as("legend");
  }

  private static Html entry(Html sign, String word) {
    return element("li", sign, text(" " + word));
  }

  private static Html.Element sample(String viewBox, Html... shapes) {
    return element("svg", shapes).with("viewBox", viewBox).with("aria-hidden", "true");
  }
}
