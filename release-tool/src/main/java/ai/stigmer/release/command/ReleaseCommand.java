package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.DryRunText;
import ai.stigmer.release.report.page.ReportPage;
import ai.stigmer.release.report.page.ReportedRun;
import ai.stigmer.release.version.ReleaseTag;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `release`: the whole of it; also the retry and the recovery.
@Command(
    name = "release",
    description = "Make the world what the tag says: image, release, floating tags and formula.")
final class ReleaseCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;
  private final Consumer<ReportedRun> reader;

  @Mixin private final TagParameter parameter = new TagParameter();

  @Mixin private final ReportOption report = new ReportOption();

  @Option(
      names = "--dry-run",
      description =
          "Build everything, show the plan with its digests, the formula's difference and the notes;"
              + " write nothing remote.")
  private boolean dryRun;

  /// @param reader gets every run that came to a conclusion
  ReleaseCommand(Environment environment, GlobalOptions options, Consumer<ReportedRun> reader) {
    this.environment = environment;
    this.options = options;
    this.reader = reader;
  }

  @Override
  public Integer call() throws Exception {
    var screen = new Screen(environment, options);
    return report.around("release", environment, screen, () -> release(screen));
  }

  private int release(Screen screen) {
    try (ReleaseSession session = open(screen)) {
      ReleaseTag tag = session.checkout().tag(parameter.tag);
      Commit commit = session.checkout().commitAtHead(tag);
      DesiredRelease wanted = session.describe(tag, commit);
      var edits = session.checkout().uncommitted();
      if (dryRun) {
        edits.ifPresent(found -> screen.warning(found.text()));
        Conclusion conclusion = session.reconciliation(session.world()).dryRun(wanted);
        if (!screen.isJson()) {
          screen.result(DryRunText.of(conclusion));
        }
        report(session, screen, conclusion, Optional.empty());
        return session.conclude(conclusion, ExitCode.CONVERGED);
      }
      edits.ifPresent(found -> {
        throw new ReleaseException(found);
      });
      World world = session.world();
      session.connections().requireCredentials(wanted, world.signer());
      Conclusion conclusion = session.reconciliation(world).release(wanted);
      // What names a yanked release is led away again, as a yank does; to release it is refused.
      Optional<Problem> refusal =
          conclusion.desired().yanked() ? Optional.of(yanked(tag)) : Optional.empty();
      report(session, screen, conclusion, refusal);
      int exitCode = session.conclude(conclusion, ExitCode.FAILED);
      if (exitCode != ExitCode.CONVERGED || refusal.isEmpty()) {
        return exitCode;
      }
      screen.problem(refusal.orElseThrow());
      screen.actions().tell(refusal.orElseThrow());
      return ExitCode.REFUSED;
    }
  }

  private ReleaseSession open(Screen screen) {
    return dryRun
        ? ReleaseSession.open(environment, options, screen)
        : ReleaseSession.openToWrite(environment, options, screen);
  }

  private static Problem yanked(ReleaseTag tag) {
    return new Problem(
        Problem.Kind.CONFLICT,
        tag + " was yanked: it is not released again",
        "",
        "Release under a new version. To take the yank back, give the release on GitHub the title "
            + tag
            + " again, and run this once more.");
  }

  private void report(
      ReleaseSession session, Screen screen, Conclusion conclusion, Optional<Problem> refusal) {
    ReportedRun run = session.reported(conclusion);
    reader.accept(run);
    report.write(
        environment,
        screen,
        refusal
            .map(problem -> ReportPage.ofRefusal(run, problem))
            .orElseGet(() -> ReportPage.of(run)));
  }
}
