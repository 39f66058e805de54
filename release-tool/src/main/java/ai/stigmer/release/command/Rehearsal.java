package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.report.page.ReportedRun;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/// The real release, unchanged, in a world of its own: once; once more; after a part of that world
/// was lost; after a yank; and with a credential that is refused.
final class Rehearsal {

  private static final String RELEASE = "release";
  // How the tags of cosign's signatures end.
  private static final String SIGNATURE = ".sig";

  private final Environment environment;
  private final GlobalOptions options;
  private final RehearsalFolder folder;
  private final RehearsalWorld world;
  private final ReleaseTag tag;
  private final List<RehearsalRun> runs = new ArrayList<>();

  Rehearsal(
      Environment environment,
      GlobalOptions options,
      RehearsalFolder folder,
      RehearsalWorld world,
      ReleaseTag tag) {
    this.environment = environment;
    this.options = options;
    this.folder = folder;
    this.world = world;
    this.tag = tag;
  }

  /// The session of a command that runs in this world.
  ReleaseSession session() {
    Environment inside = inside(world.variables(), OutputStream.nullOutputStream());
    return ReleaseSession.open(inside, insideOptions(), new Screen(inside, insideOptions()));
  }

  /// Releases, and tells a person what goes on.
  RehearsalRun release() {
    return run(
        RELEASE,
        world.variables(),
        environment.err(),
        List.of("--report", folder.report().toString()));
  }

  /// Releases once more, silently.
  RehearsalRun again() {
    return run(RELEASE, world.variables(), OutputStream.nullOutputStream(), List.of());
  }

  /// Yanks what was released, silently.
  RehearsalRun yank() {
    return run("yank", world.variables(), OutputStream.nullOutputStream(), List.of());
  }

  /// Releases with a credential that nobody knows, silently.
  RehearsalRun refused() {
    var variables = new TreeMap<>(world.variables());
    variables.put("GITHUB_TOKEN", "unknown-" + world.token());
    return run(RELEASE, variables, OutputStream.nullOutputStream(), List.of());
  }

  /// Takes away what a crash would have left undone, or somebody tidied up: the image's referrers
  /// and signatures, every tag of it, and the tap's branch.
  void lose(World ports, DesiredRelease released) {
    Repository repository = released.image().repository();
    index(ports, released)
        .ifPresent(index ->
            ports
                .registry()
                .referrers(repository, index)
                .forEach(referrer -> delete(repository, referrer.digest().toString())));
    ports.registry().tags(repository).stream()
        .filter(name -> name.endsWith(SIGNATURE))
        .forEach(name -> delete(repository, name));
    var tags = new ArrayList<>(List.of(tag.toString()));
    FloatingTag.of(tag.version()).forEach(floating -> tags.add(floating.name()));
    tags.forEach(name -> delete(repository, name));
    released
        .formula()
        .map(DesiredFormula::branch)
        .ifPresent(branch -> world.tap().deleteBranch(branch));
  }

  /// Everything there is, a line each: equal worlds give equal lines.
  List<String> snapshot(World ports, DesiredRelease released) {
    var lines = new TreeSet<String>();
    Repository repository = released.image().repository();
    for (String name : ports.registry().tags(repository)) {
      Optional<Digest> digest = ports.registry().digest(new Tagged(repository, name));
      // A signature is never the same twice.
      lines.add(
          "image tag "
              + name
              + (name.endsWith(SIGNATURE)
                  ? ""
                  : " " + digest.map(Digest::toString).orElse("gone")));
    }
    index(ports, released)
        .ifPresent(index ->
            ports
                .registry()
                .referrers(repository, index)
                .forEach(referrer -> lines.add("referrer " + referrer.digest())));
    for (Release release : ports.host().releases()) {
      lines.add("release " + release.id() + " " + release.tag() + " " + release.state());
      for (ReleaseAsset asset : release.assets()) {
        lines.add("asset " + asset.id() + " " + asset.name() + " " + asset.digest());
      }
    }
    for (String branch : branches(released)) {
      lines.add("tap branch " + branch + " " + world.tap().branch(branch).orElse("gone"));
    }
    return List.copyOf(lines);
  }

  private static Optional<Digest> index(World ports, DesiredRelease released) {
    return ports
        .registry()
        .digest(new Tagged(released.image().repository(), released.tag().toString()));
  }

  private static List<String> branches(DesiredRelease released) {
    var branches = new ArrayList<>(List.of(LocalRepository.MAIN));
    Optional<DesiredFormula> formula = released.formula();
    formula.ifPresent(wanted -> branches.add(wanted.branch()));
    return branches;
  }

  private RehearsalRun run(
      String command, Map<String, String> variables, OutputStream watching, List<String> further) {
    int requests = world.requests().size();
    long writes = writes();
    var output = new ByteArrayOutputStream();
    Environment inside = inside(variables, new Both(watching, output));
    var arguments = new ArrayList<>(List.of(command, tag.toString()));
    options.config.map(this::inside).ifPresent(file -> arguments.addAll(List.of("--config", file)));
    arguments.addAll(further);
    overrides().forEach(override -> arguments.addAll(List.of("--set", override)));
    var reported = new AtomicReference<Optional<ReportedRun>>(Optional.empty());
    int exitCode =
        ReleaseTool.run(
            arguments.toArray(String[]::new),
            inside,
            conclusive -> reported.set(Optional.of(conclusive)));
    var run =
        new RehearsalRun(
            exitCode,
            output.toString(StandardCharsets.UTF_8),
            world.requests().size() - requests,
            (int) (writes() - writes),
            reported.get());
    runs.add(run);
    return run;
  }

  /// Every run so far.
  List<RehearsalRun> runs() {
    return List.copyOf(runs);
  }

  private long writes() {
    return world.requests().stream().filter(RecordedRequest::isWrite).count();
  }

  private GlobalOptions insideOptions() {
    var inside = new GlobalOptions();
    inside.config = options.config.map(this::inside).map(Path::of);
    inside.overrides = overrides();
    return inside;
  }

  // The world's come last and win: nothing leads out of a rehearsal.
  private List<String> overrides() {
    var overrides = new ArrayList<>(options.overrides);
    overrides.addAll(world.overrides());
    return overrides;
  }

  // The configuration of the clone, where the given one is part of the repository.
  private String inside(Path config) {
    Path file = environment.folder().resolve(config).normalize();
    Path root = folder.root();
    return (file.startsWith(root) ? folder.source().resolve(root.relativize(file)) : file)
        .toString();
  }

  private Environment inside(Map<String, String> variables, OutputStream screen) {
    var all = new TreeMap<>(environment.variables());
    all.keySet().removeIf(Rehearsal::leadsOutside);
    all.putAll(variables);
    var stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new Environment(all, folder.source(), stream, stream, environment.terminal());
  }

  // The outer job's files, tag and credentials are no part of a rehearsal.
  private static boolean leadsOutside(String name) {
    return (name.startsWith("GITHUB_") && !name.equals("GITHUB_ACTIONS"))
        || name.startsWith("REGISTRY_")
        || name.startsWith("COSIGN_")
        || name.startsWith("ACTIONS_ID_TOKEN_")
        || name.equals("HOMEBREW_TAP_TOKEN");
  }

  private static void delete(Repository repository, String tag) {
    URI uri =
        URI.create(
            "http://" + repository.registry() + "/v2/" + repository.path() + "/manifests/" + tag);
    try {
      var response = HttpTransport.overSockets().send(HttpRequest.newBuilder(uri).DELETE().build());
      response.body().close();
      if (response.statusCode() != 202) {
        throw ReleaseException.remote(
            "The embedded registry did not delete " + tag + ": " + response.statusCode(), "");
      }
    } catch (IOException failure) {
      throw ReleaseException.remote("The embedded registry did not answer", "", failure);
    }
  }

  /// Writes everything to two streams.
  private static final class Both extends OutputStream {

    private final OutputStream first;
    private final OutputStream second;

    Both(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int value) throws IOException {
      first.write(value);
      second.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      first.write(bytes, offset, length);
      second.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      first.flush();
      second.flush();
    }
  }
}
