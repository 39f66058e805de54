package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.html.Html;
import ai.stigmer.release.report.Amounts;
import ai.stigmer.release.report.Journal.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a run's time and bytes went, by stage.
final class Spending {

  private static final int WHOLE = 100;

  private final Duration took;
  private final long bytes;
  private final int steps;

  private Spending(Duration took, long bytes, int steps) {
    this.took = took;
    this.bytes = bytes;
    this.steps = steps;
  }

  /// The part of a page about it.
  static Html section(ReportedRun run) {
    Map<String, Spending> stages = byStage(run.journal().steps());
    long longest =
        stages.values().stream().mapToLong(stage -> stage.took.toMillis()).max().orElse(0);
    List<Html> rows =
        stages.entrySet().stream()
            .map(stage -> row(stage.getKey(), stage.getValue(), longest))
            .toList();
    return RunSections.section(
        "spending",
        "Time and bytes",
        element(
                "table",
                element(
                    "thead",
                    element(
                        "tr",
                        element("th", "stage"),
                        element("th", "time"),
                        element("th", "").as("bar"),
                        element("th", "sent"))),
                element("tbody", all(rows)))
            .as("spending"));
  }

  private static Map<String, Spending> byStage(List<Step> steps) {
    var stages = new LinkedHashMap<String, Spending>();
    for (Step step : steps) {
      stages.merge(
          step.stage(),
          new Spending(step.took(), step.bytes(), 1),
          (before, more) ->
              new Spending(
                  before.took.plus(more.took),
                  before.bytes + more.bytes,
                  before.steps + more.steps));
    }
    return stages;
  }

  private static Html row(String stage, Spending spent, long longest) {
    long width = longest == 0 ? 0 : Math.max(1, spent.took.toMillis() * WHOLE / longest);
    return element(
        "tr",
        element("th", text(stage), spent.steps == 1 ? all() : element("small", " ×" + spent.steps))
            .with("scope", "row"),
        element("td", Amounts.ofTime(spent.took)).as("number"),
        element("td", element("span").with("style", "width:" + width + "%")).as("bar"),
        element("td", spent.bytes == 0 ? "" : Amounts.ofBytes(spent.bytes)).as("number"));
  }
}
