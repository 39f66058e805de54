package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.report.page.ReportPage;
import ai.stigmer.release.version.ReleaseTag;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plan`: the difference, with nothing built and nothing written.
@Command(
    name = "plan",
    description = "Show what a release would change; build nothing, write nothing.")
final class PlanCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Mixin private final TagParameter parameter = new TagParameter();

  @Mixin private final ReportOption report = new ReportOption();

  @Option(names = "--detailed-exitcode", description = "Exit with 4 when changes are pending.")
  private boolean detailedExitCode;

  PlanCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    var screen = new Screen(environment, options);
    return report.around("plan", environment, screen, () -> plan(screen));
  }

  private int plan(Screen screen) {
    try (ReleaseSession session = ReleaseSession.open(environment, options, screen)) {
      ReleaseTag tag = session.checkout().tag(parameter.tag);
      var wanted = session.describe(tag, session.checkout().commitAtHead(tag));
      session.checkout().uncommitted().ifPresent(edits -> screen.warning(edits.summary()));
      Conclusion conclusion = session.reconciliation(session.world()).plan(wanted);
      report.write(environment, screen, ReportPage.of(session.reported(conclusion)));
      return session.conclude(conclusion, detailedExitCode ? ExitCode.PENDING : ExitCode.CONVERGED);
    }
  }
}
