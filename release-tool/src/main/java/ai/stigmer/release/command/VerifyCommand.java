package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.report.VerificationReport;
import ai.stigmer.release.report.page.ReportPage;
import ai.stigmer.release.report.page.ReportedRun;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Verification;
import ai.stigmer.release.version.ReleaseTag;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `verify`: a published release, read back end to end.
@Command(
    name = "verify",
    description = "Read a published release back end to end; exit with 4 if it drifted.")
final class VerifyCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Parameters(paramLabel = "TAG", description = "The release tag.")
  private String tag = "";

  @Mixin private final ReportOption report = new ReportOption();

  VerifyCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    var screen = new Screen(environment, options);
    return report.around("verify", environment, screen, () -> verify(screen));
  }

  private int verify(Screen screen) {
    ReleaseTag released = ReleaseTag.of(tag);
    try (ReleaseSession session = ReleaseSession.open(environment, options, screen)) {
      World world = session.world();
      DesiredRelease wanted = session.describe(released, session.commitAnywhere(world, released));
      List<Finding> findings = Verification.of(world, wanted, session.archives(released));
      if (report.isWanted()) {
        ReportedRun run = session.reported(session.reconciliation(world).plan(wanted));
        report.write(environment, screen, ReportPage.ofVerification(run, findings));
      }
      screen.result(
          screen.isJson()
              ? VerificationReport.json(released.toString(), findings)
              : VerificationReport.text(released.toString(), findings, screen.style()));
      screen.actions().tellFound(released.toString(), findings);
      boolean sound = findings.stream().allMatch(Finding::sound);
      if (!sound) {
        screen.annotate(VerificationReport.result(released.toString(), findings));
      }
      return sound ? ExitCode.CONVERGED : ExitCode.PENDING;
    }
  }
}
