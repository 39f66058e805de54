package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.apply.Outcome.Done;
import ai.stigmer.release.apply.Outcome.Failed;
import ai.stigmer.release.apply.Outcome.MovedOn;
import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.apply.Outcome.Skipped;
import ai.stigmer.release.html.Html;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.report.ActionText;
import ai.stigmer.release.report.Digests;

/// A plan as a table: each wanted thing, what is done about it, and why.
final class PlanTable {

  private PlanTable() {}

  /// The plan a run began with, and what became of it.
  static Html of(ReportedRun run) {
    return element(
            "div",
            element(
                "table",
                element(
                    "thead",
                    element(
                        "tr",
                        element("th", ""),
                        element("th", "wanted"),
                        element("th", "what"),
                        element("th", "why"))),
                element(
                    "tbody",
                    all(
                        run.plan().decisions().stream()
                            .map(decision -> row(run, decision))
                            .toList()))))
        .as("wide")
        .with("tabindex", 0);
  }

  private static Html row(ReportedRun run, Decision decision) {
    Standing standing = run.standing(decision);
    return element(
            "tr",
            element("td", element("span", standing.mark()).as("mark " + standing.cssClass())),
            element(
                    "th",
                    element("small", decision.subject().stage().label()),
                    text(" " + decision.subject().name()))
                .with("scope", "row"),
            element("td", what(run, decision)),
            element("td", Digests.shortened(why(decision))))
        .as(standing.cssClass());
  }

  private static Html what(ReportedRun run, Decision decision) {
    return switch (decision) {
      case Satisfied _ -> text("nothing");
      case Conflict conflict ->
          text(conflict.problem().kind() == Problem.Kind.CONFLICT ? "refused" : "to be mended");
      case Change change ->
          all(
              Digests.shortened(ActionText.of(change.action())),
              run.result(change.subject())
                  .<Html>map(result -> element("small", became(result)).as("became"))
                  .orElse(all()));
    };
  }

  private static String became(Result result) {
    return switch (result) {
      case Done _ -> " made";
      case MovedOn movedOn -> " " + movedOn.found();
      case Failed _ -> " failed";
      case Skipped _ -> " not tried";
    };
  }

  private static String why(Decision decision) {
    return switch (decision) {
      case Satisfied satisfied -> satisfied.reason();
      case Change change -> change.reason();
      case Conflict conflict -> conflict.problem().summary();
    };
  }
}
