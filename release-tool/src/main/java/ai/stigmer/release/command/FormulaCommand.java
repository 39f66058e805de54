package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `formula`: the formula alone.
@Command(name = "formula", description = "Work with the formula alone.")
final class FormulaCommand {

  private final Environment environment;
  private final GlobalOptions options;

  FormulaCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Command(
      name = "render",
      description =
          "Print the formula: of the published release, or else of what this checkout builds.")
  int render(@Mixin TagParameter parameter) {
    var screen = new Screen(environment, options);
    try (ReleaseSession session = ReleaseSession.open(environment, options, screen)) {
      ReleaseTag tag = session.checkout().tag(parameter.tag);
      var wanted = session.describe(tag, session.checkout().commitAtHead(tag));
      if (wanted.formula().isEmpty()) {
        throw ReleaseException.input(
            tag + " has no formula",
            tag.isStable()
                ? "Configure homebrew in release.yaml."
                : "A pre-release reaches no tap.");
      }
      session.checkout().uncommitted().ifPresent(edits -> screen.warning(edits.summary()));
      Conclusion conclusion = session.reconciliation(session.worldWithoutSigner()).dryRun(wanted);
      if (conclusion.desired().yanked()) {
        throw ReleaseException.conflict(
            tag + " was yanked: no formula is to serve it", "Name another release.");
      }
      Optional<String> content = conclusion.desired().formula().flatMap(DesiredFormula::content);
      if (content.isEmpty() || conclusion.plan().isRefused()) {
        return session.conclude(conclusion, ExitCode.FAILED);
      }
      screen.result(content.orElseThrow());
      return ExitCode.CONVERGED;
    }
  }
}
