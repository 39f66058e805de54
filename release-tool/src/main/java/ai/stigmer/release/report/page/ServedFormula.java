package ai.stigmer.release.report.page;

import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.plan.Subject;
import java.util.Optional;

/// A formula as its tap serves it after a run, or once the pull request is merged.
///
/// @param title its name, and the version it serves
/// @param detail how it gets there
/// @param content its text, empty if the tap has none; nothing before a build tells it
record ServedFormula(String title, String detail, Optional<String> content, Standing standing) {

  private static final String THERE = "on the tap's default branch";

  /// The formula of a run's release: a back-port leaves what the tap serves, and so does the yank
  /// of an only version.
  static ServedFormula of(ReportedRun run, DesiredFormula formula) {
    Optional<String> there =
        run.conclusion().observed().tap().flatMap(tap -> tap.state().formula());
    Standing standing = run.standing(new Subject(Stage.FORMULA, formula.title()));
    boolean proposed =
        run.plan().decisions().stream()
            .anyMatch(decision -> decision.subject().stage() == Stage.PULL_REQUEST);
    if (standing == Standing.THERE && !proposed) {
      return new ServedFormula(
          there
              .flatMap(text -> new Formula(formula.name(), text).version())
              .map(version -> formula.name() + " " + version)
              .orElse(formula.name().toString()),
          there.isPresent() ? THERE : "left as it is",
          Optional.of(there.orElse("")),
          standing);
    }
    boolean arrived = formula.content().isPresent() && there.equals(formula.content());
    String way =
        switch (formula.delivery()) {
          case COMMIT -> "committed to the tap";
          case PULL_REQUEST -> "by a pull request to the tap";
        };
    return new ServedFormula(formula.title(), arrived ? THERE : way, formula.content(), standing);
  }

  /// Whether it refers to what has this digest.
  boolean refersTo(Digest digest) {
    return content.filter(text -> text.contains(digest.hex())).isPresent();
  }
}
