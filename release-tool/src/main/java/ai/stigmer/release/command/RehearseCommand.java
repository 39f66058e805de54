package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.report.RehearsalReport;
import ai.stigmer.release.report.page.ReportPage;
import ai.stigmer.release.verify.Promise;
import ai.stigmer.release.version.Increment;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rehearse`: the real release in a world on this machine.
@Command(
    name = "rehearse",
    description =
        "Release this checkout in a world on this machine, and hold the promises against it.")
final class RehearseCommand implements Callable<Integer> {

  private static final ReleaseTag FIRST = new ReleaseTag(SemanticVersion.of("0.1.0"));

  private final Environment environment;
  private final GlobalOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "TAG",
      description = "The release tag, which need not exist (default: the next patch).")
  private Optional<String> tag = Optional.empty();

  @Option(
      names = "--serve",
      description = "Keep the world up afterwards, and print the environment that leads into it.")
  private boolean serve;

  @Mixin private final ReportOption report = new ReportOption();

  RehearseCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    var screen = new Screen(environment, options);
    return report.around("rehearse", environment, screen, () -> rehearse(screen));
  }

  private int rehearse(Screen screen) throws InterruptedException {
    Optional<ReleaseTag> named = tag.map(ReleaseTag::of);
    try (Checkout checkout = Checkout.open(environment, options)) {
      SourceRepository source = checkout.source();
      ReleaseTag rehearsed = named.orElseGet(() -> next(source));
      checkout
          .uncommitted()
          .ifPresent(edits ->
              screen.warning(
                  "The rehearsal is of commit "
                      + source.head().id()
                      + ": edits that are not committed are left out"));
      try (FolderLock _ =
          FolderLock.of(
              source.root().resolve(RehearsalFolder.NAME),
              "End it, or rehearse in another clone.")) {
        return rehearse(screen, checkout, rehearsed);
      }
    }
  }

  private int rehearse(Screen screen, Checkout checkout, ReleaseTag rehearsed)
      throws InterruptedException {
    SourceRepository source = checkout.source();
    RehearsalFolder folder = RehearsalFolder.emptied(source.root());
    source.cloneTo(folder.source()).createTag(rehearsed);
    try (RehearsalWorld world =
        RehearsalWorld.start(
            folder,
            checkout.configuration(),
            checkout.gitHubRepository(),
            environment.variables())) {
      world.note().ifPresent(screen::warning);
      return rehearse(screen, folder, world, rehearsed);
    }
  }

  private int rehearse(
      Screen screen, RehearsalFolder folder, RehearsalWorld world, ReleaseTag rehearsed)
      throws InterruptedException {
    var rehearsal = new Rehearsal(environment, options, folder, world, rehearsed);
    screen.note("Rehearsing " + rehearsed + " in " + folder.path());
    RehearsalRun first = rehearsal.release();
    if (first.exitCode() != ExitCode.CONVERGED) {
      report.copy(environment, screen, folder.report());
      return first.exitCode();
    }
    try (ReleaseSession session = rehearsal.session()) {
      // Of the clone: the checkout may have moved on.
      Commit commit = session.checkout().source().head();
      DesiredRelease released = session.describe(rehearsed, commit);
      List<Promise> promises =
          new RehearsalProof(
                  rehearsal,
                  world,
                  folder,
                  session.world(),
                  released,
                  session.archives(rehearsed),
                  screen.progress())
              .of(first);
      Conclusion conclusion = session.reconciliation(session.world()).plan(released);
      screen.result(
          screen.isJson()
              ? RehearsalReport.json(
                  conclusion, folder.path(), promises, serve ? world.variables() : Map.of())
              : RehearsalReport.text(conclusion, folder.path(), promises, screen.style()));
      screen
          .actions()
          .tellKept(conclusion.desired().project() + " " + conclusion.desired().tag(), promises);
      String page = ReportPage.ofRehearsal(first.reported().orElseThrow(), promises);
      ReportOption.write(folder.report(), page);
      report.write(environment, screen, page);
      boolean kept = promises.stream().allMatch(Promise::kept);
      if (serve) {
        serve(screen, world, folder);
      }
      return kept ? ExitCode.CONVERGED : ExitCode.FAILED;
    }
  }

  private static void serve(Screen screen, RehearsalWorld world, RehearsalFolder folder)
      throws InterruptedException {
    if (!screen.isJson()) {
      world
          .variables()
          .forEach((name, value) -> screen.result("export " + name + "='" + value + "'\n"));
    }
    screen.note(
        "The world is up; interrupt (Ctrl-C) to end it. The released checkout is in "
            + folder.source());
    new CountDownLatch(1).await();
  }

  private static ReleaseTag next(SourceRepository source) {
    return source.releaseTags().stream()
        .filter(ReleaseTag::isStable)
        .reduce((lower, higher) -> higher)
        .map(highest -> new ReleaseTag(Increment.PATCH.after(highest.version())))
        .orElse(FIRST);
  }
}
