package ai.stigmer.release.report.page;

import static ai.stigmer.release.html.Html.all;
import static ai.stigmer.release.html.Html.element;
import static ai.stigmer.release.html.Html.text;

import ai.stigmer.release.apply.Conclusion.Failed;
import ai.stigmer.release.html.Html;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.report.Digests;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The page of a run, whole and self-contained.
public final class ReportPage {

  private static final String NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'";

  private ReportPage() {}

  /// The page of `plan` and `release`.
  public static String of(ReportedRun run) {
    return page(
        run.conclusion().desired().project() + " " + run.conclusion().desired().tag(),
        Headline.of(run),
        all(problems(run)),
        all(RunSections.of(run)));
  }

  /// The page of a `release` that is refused although nothing is left to do: of a yanked one.
  ///
  /// @param refusal why
  public static String ofRefusal(ReportedRun run, Problem refusal) {
    return page(
        run.conclusion().desired().project() + " " + run.conclusion().desired().tag(),
        Headline.refused(run),
        all(all(problems(run)), problem(refusal)),
        all(RunSections.of(run)));
  }

  /// The page of `rehearse`.
  public static String ofRehearsal(ReportedRun run, List<Promise> promises) {
    List<Html> broken =
        promises.stream()
            .filter(promise -> !promise.kept())
            .map(promise -> problem(promise.name() + ": " + promise.text(), promise.proof(), ""))
            .toList();
    var sections = new ArrayList<>(RunSections.of(run));
    sections.add(1, CheckedList.ofPromises(promises));
    return page(
        run.conclusion().desired().project() + " " + run.conclusion().desired().tag(),
        Headline.of(run, promises),
        all(broken),
        all(sections));
  }

  /// The page of `verify`.
  public static String ofVerification(ReportedRun run, List<Finding> findings) {
    List<Html> drifted =
        findings.stream()
            .filter(finding -> !finding.sound())
            .map(finding -> problem(finding.subject(), "", finding.text()))
            .toList();
    var sections = new ArrayList<>(RunSections.of(run));
    sections.add(1, CheckedList.ofFindings(findings));
    return page(
        run.conclusion().desired().project() + " " + run.conclusion().desired().tag(),
        Headline.verified(run, findings),
        all(drifted),
        all(sections));
  }

  /// The page of a run that ended before it could come to a conclusion.
  ///
  /// @param command what was run
  public static String ofProblem(String command, Problem problem) {
    return page(
        "release-tool " + command,
        new Headline(Standing.STOPPED, "failed", "The run ended before it came to a conclusion."),
        problem(problem),
        all());
  }

  private static List<Html> problems(ReportedRun run) {
    var problems = new ArrayList<Html>();
    run.conclusion()
        .obstacles()
        .forEach(obstacle ->
            problems.add(
                problem(
                    obstacle.subject() + ": " + obstacle.problem().summary(),
                    obstacle.problem().detail(),
                    obstacle.problem().remedy())));
    if (run.conclusion() instanceof Failed failed && failed.outcome().failures().isEmpty()) {
      problems.add(
          problem("The world keeps changing while this runs", "", "Is another release running?"));
    }
    return problems;
  }

  private static Html problem(Problem problem) {
    return problem(problem.summary(), problem.detail(), problem.remedy());
  }

  private static Html problem(String summary, String detail, String remedy) {
    return element(
            "div",
            element("h2", Digests.shortened(summary)),
            detail.isEmpty() ? all() : element("pre", detail),
            remedy.isEmpty() ? all() : element("p", Digests.shortened(remedy)))
        .as("problem")
        .with("role", "alert");
  }

  private static String page(String title, Headline headline, Html problems, Html sections) {
    Html head =
        element(
            "head",
            element("meta").with("charset", "utf-8"),
            element("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", NOTHING_LOADS),
            element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            element("meta").with("name", "color-scheme").with("content", "light dark"),
            element("title", title + ": " + headline.word()),
            Html.style(styleSheet()));
    Html body =
        element(
            "body",
            element(
                "main",
                element(
                    "header",
                    element("h1", title),
                    element("span", headline.word()).as("badge " + headline.standing().cssClass())),
                problems,
                element("p", headline.sentence()).as("outcome"),
                sections));
    return "<!doctype html>\n" + element("html", head, text("\n"), body).with("lang", "en") + "\n";
  }

  private static String styleSheet() {
    try (InputStream css =
        Optional.ofNullable(ReportPage.class.getResourceAsStream("report.css")).orElseThrow()) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("the style sheet is part of this tool", unreadable);
    }
  }
}
