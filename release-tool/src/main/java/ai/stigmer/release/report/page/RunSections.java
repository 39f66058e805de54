package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.git.TextDifference;
import ai.stigmer.release.html.Html;
import ai.stigmer.release.html.Markdown;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.report.Digests;
import ai.stigmer.release.report.ReleaseFacts;
import ai.stigmer.release.report.page.FloatingMoves.Move;
import ai.stigmer.release.report.page.ReferenceGraph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of a page that every run has.
final class RunSections {

  private RunSections() {}

  /// The parts in their order, the facts first.
  static List<Html> of(ReportedRun run) {
    var sections = new ArrayList<Html>();
    ReferenceGraph references = ReleaseGraph.of(run);
    sections.add(facts(run.conclusion(), references));
    sections.add(
        section(
            "drawing",
            "What refers to what",
            element("div", GraphDrawing.of(references)).as("wide drawing").with("tabindex", 0),
            DrawingLegend.of(references)));
    sections.add(floating(run));
    sections.add(section("plan", "The plan", PlanTable.of(run)));
    sections.add(Spending.section(run));
    formula(run).ifPresent(sections::add);
    sections.add(
        section(
            "notes",
            "Release notes",
            element("div", Markdown.render(run.conclusion().desired().text().notes()))
                .as("notes")));
    return List.copyOf(sections);
  }

  /// A part with its heading.
  static Html section(String id, String title, Html... content) {
    return element("section", element("h2", title), all(content)).with("id", id);
  }

  private static Html facts(Conclusion conclusion, ReferenceGraph references) {
    var rows = new ArrayList<Html>();
    rows.add(fact("commit", text(conclusion.desired().commit().id())));
    ReleaseFacts facts = ReleaseFacts.of(conclusion);
    facts.image().ifPresent(image -> rows.add(fact("image", text(image))));
    if (!facts.tags().isEmpty()) {
      rows.add(fact("tags", text(String.join(" ", facts.tags()))));
    }
    List<String> signed =
        references.nodes().stream()
            .filter(node -> node.seal().filter(Standing::isReached).isPresent())
            .map(Node::title)
            .toList();
    if (!signed.isEmpty()) {
      rows.add(fact("signed", text(String.join(", ", signed))));
    }
    facts.releasePage().ifPresent(page -> rows.add(fact("release", Html.link(page, page))));
    facts.pullRequestPage().ifPresent(page -> rows.add(fact("formula", Html.link(page, page))));
    return element("dl", all(rows)).as("facts");
  }

  private static Html fact(String name, Html value) {
    return element("div", element("dt", name), element("dd", value));
  }

  private static Html floating(ReportedRun run) {
    List<Move> moves = FloatingMoves.of(run);
    if (moves.isEmpty()) {
      return section(
          "floating", "Floating tags", element("p", "A pre-release moves no floating tag."));
    }
    return section(
        "floating",
        "Floating tags",
        element("ul", all(moves.stream().map(RunSections::move).toList())).as("moves"));
  }

  private static Html move(Move move) {
    return element(
        "li",
        element("code", move.tag()).as("tag"),
        named("before", move.beforeName(), move.before()),
        arrow(move),
        named("after " + move.standing().cssClass(), move.afterName(), move.after()),
        element("span", move.why()).as("why"));
  }

  private static Html arrow(Move move) {
    boolean same = move.before().equals(move.after()) && move.beforeName().equals(move.afterName());
    return element("span", same ? "=" : "→")
        .as("arrow")
        .with("aria-label", same ? "stays" : "then");
  }

  private static Html named(String cssClass, String name, Optional<Digest> digest) {
    return element(
            "span",
            element("strong", name),
            digest
                .<Html>map(
                    known -> element("code", Digests.brief(known)).with("title", known.toString()))
                .orElse(all()))
        .as(cssClass);
  }

  private static Optional<Html> formula(ReportedRun run) {
    return run.conclusion()
        .desired()
        .formula()
        .map(formula -> section("formula", "The formula", difference(run, formula)));
  }

  private static Html difference(ReportedRun run, DesiredFormula formula) {
    if (formula.content().isEmpty()) {
      return element("p", "Its text is known after a build.");
    }
    String before = run.before().tap().flatMap(tap -> tap.state().formula()).orElse("");
    String difference =
        TextDifference.unified(formula.name().path(), before, formula.content().orElseThrow());
    if (difference.isEmpty()) {
      return element("p", "The tap has it already.");
    }
    return element("pre", all(difference.lines().map(RunSections::line).toList()))
        .as("wide diff")
        .with("tabindex", 0);
  }

  private static Html line(String line) {
    String kind =
        line.startsWith("+++") || line.startsWith("---") || line.startsWith("@@")
            ? "about"
            : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    return element("span", line + "\n").as(kind);
  }
}
