package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.VerificationReport;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Verification;
import ai.stigmer.release.version.ReleaseTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
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

  VerifyCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    ReleaseTag released = ReleaseTag.of(tag);
    try (ReleaseSession session = ReleaseSession.open(environment, options, screen)) {
      World world = session.world();
      Commit commit = commit(session, world, released);
      List<Finding> findings =
          Verification.of(
              world,
              session.describe(released, commit),
              session.checkout().configuration().cli().archives().stream()
                  .map(archive -> archive.name().of(released))
                  .collect(Collectors.toSet()));
      screen.result(
          screen.isJson()
              ? VerificationReport.json(released.toString(), findings)
              : VerificationReport.text(released.toString(), findings, screen.style()));
      return findings.stream().allMatch(Finding::sound) ? ExitCode.CONVERGED : ExitCode.PENDING;
    }
  }

  // A machine that never fetched the tag can verify it all the same.
  private static Commit commit(ReleaseSession session, World world, ReleaseTag tag) {
    Optional<Commit> here = session.checkout().source().commitOf(tag);
    return here.or(() ->
            world.host().tagCommit(tag.toString()).map(id -> new Commit(id, Instant.EPOCH, "")))
        .orElseThrow(() ->
            ReleaseException.input(
                "There is no tag " + tag + ", neither here nor on GitHub",
                "Name a release that exists."));
  }
}
