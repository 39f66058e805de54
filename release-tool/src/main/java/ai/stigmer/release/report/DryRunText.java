package ai.stigmer.release.report;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.git.TextDifference;
import ai.stigmer.release.plan.ObservedTap;

/// What only a dry run shows: the release's notes, and what would change in the tap.
public final class DryRunText {

  private DryRunText() {}

  /// The notes and the formula's difference, over several lines.
  public static String of(Conclusion conclusion) {
    var text = new StringBuilder();
    text.append("Release notes:\n\n")
        .append(conclusion.desired().text().notes().strip().indent(2))
        .append('\n');
    conclusion
        .desired()
        .formula()
        .ifPresent(formula ->
            formula
                .content()
                .ifPresent(content -> {
                  String there =
                      conclusion
                          .observed()
                          .tap()
                          .map(ObservedTap::state)
                          .flatMap(state -> state.formula())
                          .orElse("");
                  String difference = TextDifference.unified(formula.name().path(), there, content);
                  text.append("Formula:\n\n")
                      .append(
                          difference.isEmpty()
                              ? "  the tap has it already\n"
                              : difference.indent(2))
                      .append('\n');
                }));
    return text.toString();
  }
}
