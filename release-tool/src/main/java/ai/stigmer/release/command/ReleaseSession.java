package ai.stigmer.release.command;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.build.BuildPlace;
import ai.stigmer.release.build.FormulaOrigin;
import ai.stigmer.release.build.ReleaseBuild;
import ai.stigmer.release.build.ReleaseDescription;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.homebrew.FormulaTemplate;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.http.RetryPolicy.Pauses;
import ai.stigmer.release.image.ImageBuilder;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.ConclusionJson;
import ai.stigmer.release.report.ConclusionText;
import ai.stigmer.release.report.Journal;
import ai.stigmer.release.report.page.ReportedRun;
import ai.stigmer.release.signing.Signing;
import ai.stigmer.release.version.ReleaseTag;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a command about a release works with: its checkout, its world, and the ways between them.
final class ReleaseSession implements AutoCloseable {

  private static final String GITHUB = "https://github.com";

  private final Environment environment;
  private final Screen screen;
  private final Checkout checkout;
  private final Connections connections;
  private final Journal journal;
  private Optional<FolderLock> lock = Optional.empty();

  private ReleaseSession(
      Environment environment, Screen screen, Checkout checkout, Connections connections) {
    this.environment = environment;
    this.screen = screen;
    this.checkout = checkout;
    this.connections = connections;
    this.journal = new Journal(screen.progress(), InstantSource.system());
  }

  /// Opens the checkout around the working directory.
  static ReleaseSession open(Environment environment, GlobalOptions options, Screen screen) {
    return open(environment, options, screen, false);
  }

  /// The same for a command that is going to write to the world.
  static ReleaseSession openToWrite(Environment environment, GlobalOptions options, Screen screen) {
    return open(environment, options, screen, true);
  }

  private static ReleaseSession open(
      Environment environment, GlobalOptions options, Screen screen, boolean writing) {
    return new ReleaseSession(
        environment,
        screen,
        Checkout.open(environment, options),
        new Connections(
            environment,
            request -> {
              if (options.verbose) {
                screen.note("    " + request);
              }
            },
            writing));
  }

  Checkout checkout() {
    return checkout;
  }

  Connections connections() {
    return connections;
  }

  Journal journal() {
    return journal;
  }

  /// Everywhere this product is released to.
  World world() {
    if (!checkout.configuration().signing().isWanted()) {
      screen.note("Nothing is signed: the configuration says signing: none");
    }
    return worldWithoutSigner()
        .signedBy(
            connections.signer(
                checkout.configuration(), checkout.gitHubRepository(), checkout.source().root()));
  }

  /// The same for what leaves signatures alone, so that it needs no cosign.
  World worldWithoutSigner() {
    return connections.world(checkout.configuration(), checkout.gitHubRepository());
  }

  /// The release of a tag, before anything of it is built. The formula's template is the one of the
  /// tag's commit, whatever is checked out; an edit that is not committed counts at that commit.
  DesiredRelease describe(ReleaseTag tag, Commit commit) {
    Configuration configuration = checkout.configuration();
    return new ReleaseDescription(
            configuration, checkout.gitHubRepository(), connections.serverUrl())
        .of(
            tag,
            commit,
            checkout.notes(tag, commit),
            other -> {
              Commit origin = other.equals(tag) ? commit : checkout.commit(other);
              return new FormulaOrigin(
                  origin.id(), template(configuration.homebrew().orElseThrow(), origin));
            });
  }

  /// The commit of a tag: as it is here, else as it is on GitHub, for a clone that did not fetch
  /// the tag.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if there is no such tag, or
  ///   this clone does not have its commit
  Commit commitAnywhere(World world, ReleaseTag tag) {
    return checkout
        .source()
        .commitOf(tag)
        .or(() -> world.host().tagCommit(tag.toString()).map(id -> fetched(tag, id)))
        .orElseThrow(() ->
            ReleaseException.input(
                "There is no tag " + tag + ", neither here nor on GitHub",
                "Name a release that exists."));
  }

  private Commit fetched(ReleaseTag tag, String id) {
    return checkout
        .source()
        .find(id)
        .orElseThrow(() ->
            ReleaseException.input(
                "This clone does not have the commit " + id + " of the tag " + tag,
                "Fetch it with git fetch --tags."));
  }

  /// The build of this checkout.
  ReleaseBuild build() {
    return new ReleaseBuild(
        checkout.configuration(),
        new BuildPlace(checkout.source().root(), checkout.work(), buildVariables(), screen::redact),
        new ImageBuilder(
            connections.registry(checkout.configuration()),
            connections.credentials(checkout.configuration()),
            RetryPolicy.STANDARD),
        new ImageReader(connections.registry(checkout.configuration())),
        webAddress(),
        journal);
  }

  // A signing key is no business of a build, whatever its variable is called.
  private Map<String, String> buildVariables() {
    var variables = new TreeMap<>(environment.variables());
    if (checkout.configuration().signing() instanceof Signing.KeyPair pair) {
      pair.variable().ifPresent(variables::remove);
    }
    return variables;
  }

  /// The way from the desired to the observed world.
  Reconciliation reconciliation(World world) {
    ReleaseBuild build = build();
    return new Reconciliation(
        world, desired -> lockAndBuild(build, desired), journal, Pauses.SLEEPING);
  }

  /// The names of the release's assets that hold the stamped command-line tool.
  Set<String> archives(ReleaseTag tag) {
    return checkout.configuration().cli().archives().stream()
        .map(archive -> archive.name().of(tag))
        .collect(Collectors.toSet());
  }

  /// A run of this session that ended so.
  ReportedRun reported(Conclusion conclusion) {
    return new ReportedRun(conclusion, journal, archives(conclusion.desired().tag()));
  }

  /// Prints how a run ended, tells GitHub Actions, and gives the exit code.
  ///
  /// @param pending the exit code when changes are pending
  int conclude(Conclusion conclusion, int pending) {
    screen.result(
        screen.isJson()
            ? ConclusionJson.of(conclusion)
            : ConclusionText.of(conclusion, screen.style()));
    screen.actions().tell(conclusion);
    return switch (conclusion) {
      case Conclusion.Converged _ -> ExitCode.CONVERGED;
      case Conclusion.Pending _ -> pending;
      case Conclusion.Refused _, Conclusion.Failed _ ->
          worst(conclusion.obstacles().stream().map(Conclusion.Obstacle::problem).toList());
    };
  }

  @Override
  public void close() {
    lock.ifPresent(FolderLock::close);
    checkout.close();
  }

  // What is built is uploaded later: nobody else may build here until this session ends.
  private DesiredRelease lockAndBuild(ReleaseBuild build, DesiredRelease desired) {
    lockWork();
    return build.build(desired);
  }

  /// Keeps other runs from building in this checkout until this session ends.
  void lockWork() {
    if (lock.isEmpty()) {
      lock =
          Optional.of(
              FolderLock.of(checkout.work(), "Wait for it to end, or release from another clone."));
    }
  }

  private int worst(Iterable<Problem> problems) {
    int code = ExitCode.FAILED;
    for (Problem problem : problems) {
      screen.annotate(problem);
      code = Math.max(code, ExitCode.of(problem.kind()));
    }
    return code;
  }

  private FormulaTemplate template(Configuration.Homebrew homebrew, Commit commit) {
    Path file = checkout.source().root().resolve(homebrew.template());
    String head = checkout.source().head().id();
    return Optional.of(commit)
        .filter(origin -> !origin.id().equals(head))
        .flatMap(origin -> checkout.source().fileAt(origin, homebrew.template()))
        .map(text -> FormulaTemplate.of(file.toString(), text))
        .orElseGet(() -> FormulaTemplate.read(file));
  }

  // An image tells where its source is; a rehearsal on this machine makes the very image of the
  // release.
  private String webAddress() {
    String server = connections.serverUrl();
    return (server.startsWith("http://") ? GITHUB : server) + "/" + checkout.gitHubRepository();
  }
}
