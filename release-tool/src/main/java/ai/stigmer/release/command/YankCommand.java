package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.version.ReleaseTag;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `yank`: a release that is to be taken back, reconciled as any other.
@Command(
    name = "yank",
    description = {
      "Take a bad release back: mark it, and lead floating tags and formula to the highest release"
          + " that is left.",
      "",
      "What is published stays: the exact image tag, the release and its files."
    })
final class YankCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;

  @Parameters(paramLabel = "TAG", description = "The release tag.")
  private String tag = "";

  YankCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    ReleaseTag yanked = ReleaseTag.of(tag);
    try (ReleaseSession session = ReleaseSession.openToWrite(environment, options, screen)) {
      World world = session.worldWithoutSigner();
      DesiredRelease wanted =
          session.describe(yanked, session.commitAnywhere(world, yanked)).asYanked();
      session.connections().requireCredentials(wanted, world.signer());
      Conclusion conclusion = session.reconciliation(world).release(wanted);
      return session.conclude(conclusion, ExitCode.FAILED);
    }
  }
}
