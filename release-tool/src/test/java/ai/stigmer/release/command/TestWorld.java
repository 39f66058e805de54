package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry.Login;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.TidyProduct;
import ai.stigmer.testing.Canaries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A registry with a password, a GitHub and a tap on loopback, which the tool is led into by its
/// environment alone. Every credential is a canary.
final class TestWorld implements AutoCloseable {

  static final String GITHUB_TOKEN = "canary-github-4e1c+/=";
  static final String TAP_TOKEN = "canary-tap-9b7d+/=";
  static final String REGISTRY_USER = "ada";
  static final String REGISTRY_PASSWORD = "canary-registry-2f60+/=";
  static final String REPOSITORY = "acme/tidy";
  static final String TAP = "acme/homebrew-tap";

  private static final int FIVE_DIGITS = 10_000;
  private static final Pattern DIGITS =
      Pattern.compile("\\b(?:[0-9a-f]{64}|(?<=sha256:)[0-9a-f]{12})\\b");

  private final Path folder;
  private final TidyProduct product;
  private final EmbeddedRegistry registry;
  private final EmbeddedGitHub gitHub;
  private final GitFolder tap;

  private TestWorld(
      Path folder,
      TidyProduct product,
      EmbeddedRegistry registry,
      EmbeddedGitHub gitHub,
      GitFolder tap) {
    this.folder = folder;
    this.product = product;
    this.registry = registry;
    this.gitHub = gitHub;
    this.tap = tap;
  }

  /// Makes the product "tidy", tagged `v1.2.3`, and a world in which it was never released.
  ///
  /// @param folder an empty folder
  static TestWorld start(Path folder) {
    return start(folder, false);
  }

  /// As [#start(Path)], on a GitHub whose releases are immutable once published.
  static TestWorld startImmutable(Path folder) {
    return start(folder, true);
  }

  private static TestWorld start(Path folder, boolean immutableReleases) {
    TidyProduct product = TidyProduct.make(folder.resolve("tidy")).tag("v1.2.3");
    Path tapFolder = folder.resolve("tap.git");
    LocalRepository tap =
        LocalRepository.create(tapFolder, Map.of("README.md", "# A tap\n"), Instant.EPOCH);
    EmbeddedGitHub gitHub = gitHub(folder.resolve("github"));
    gitHub.addRepository(
        REPOSITORY,
        new RehearsalGit(new LocalRepository(product.root().resolve(".git"))),
        immutableReleases);
    gitHub.addRepository(TAP, new RehearsalGit(tap), false);
    gitHub.allow(GITHUB_TOKEN, REPOSITORY, EnumSet.of(TokenRight.CONTENTS));
    gitHub.allow(TAP_TOKEN, TAP, EnumSet.allOf(TokenRight.class));
    return new TestWorld(
        folder, product, registry(folder.resolve("registry")), gitHub, new GitFolder(tapFolder));
  }

  // What lines up in a golden file does so with ports of five digits.
  private static EmbeddedGitHub gitHub(Path folder) {
    EmbeddedGitHub started = EmbeddedGitHub.start(folder);
    if (started.serverUri().getPort() >= FIVE_DIGITS) {
      return started;
    }
    started.close();
    return gitHub(folder);
  }

  private static EmbeddedRegistry registry(Path folder) {
    var login = new Login(REGISTRY_USER, REGISTRY_PASSWORD);
    EmbeddedRegistry started = EmbeddedRegistry.start(folder, 0, Optional.of(login));
    if (!started.address().matches(".*:[0-9]{1,4}")) {
      return started;
    }
    started.close();
    return registry(folder);
  }

  /// Asserts that a text holds no credential of this world, as it is, URL-encoded, or in Base64.
  static void assertNoSecret(String text) {
    assertThat(Canaries.in(text)).isEmpty();
  }

  /// The product that is released.
  TidyProduct product() {
    return product;
  }

  /// Runs the tool in the product's folder.
  Run run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /// Runs the tool in the product's folder with further variables; an empty one is unset.
  Run run(Map<String, String> variables, String... arguments) {
    return run(product.root(), variables, arguments);
  }

  /// Runs the tool in a folder.
  Run run(Path folder, Map<String, String> variables, String... arguments) {
    var all = new TreeMap<>(variables());
    all.putAll(variables);
    int requests = requests().size();
    long writes = writes();
    String branches = branches();
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode =
        ReleaseTool.run(
            arguments,
            new Environment(
                all,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));
    return new Run(
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        requests().size() - requests,
        (int) (writes() - writes),
        !branches().equals(branches));
  }

  /// Releases a tag, which is checked out for it, and asserts that it converged.
  Run release(String tag) {
    product.checkOut(tag);
    return run("release", tag).exits(0);
  }

  /// The variables that lead a command into this world.
  Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("DOCKER_CONFIG", product.root().resolve("build/no-docker").toString());
    variables.put("REGISTRY_USERNAME", REGISTRY_USER);
    variables.put("REGISTRY_PASSWORD", REGISTRY_PASSWORD);
    variables.put("GITHUB_TOKEN", GITHUB_TOKEN);
    variables.put("HOMEBREW_TAP_TOKEN", TAP_TOKEN);
    variables.put("GITHUB_API_URL", gitHub.apiUri().toString());
    variables.put("GITHUB_SERVER_URL", gitHub.serverUri().toString());
    variables.put(
        GlobalOptions.OVERRIDES,
        "image.repository=" + repository() + ";homebrew.tap-url=" + tap.path());
    return variables;
  }

  /// Where the product's image goes.
  Repository repository() {
    return new Repository(registry.address(), "acme/tidy-runner");
  }

  /// The registry, as its clients see it.
  Registry registry() {
    return Registry.connect(
        HttpTransport.overSockets(),
        host ->
            Optional.of(new RegistryLogin.Password(REGISTRY_USER, Secret.of(REGISTRY_PASSWORD))),
        RetryPolicy.STANDARD);
  }

  /// What an image tag names.
  Optional<Digest> image(String tag) {
    return registry().digest(new Tagged(repository(), tag));
  }

  /// The version that an image tag names, or nothing if it does not exist.
  Optional<String> version(String tag) {
    var reference = new Tagged(repository(), tag);
    return registry()
        .manifest(reference)
        .flatMap(manifest -> ImageIndex.parse(manifest, tag).version());
  }

  /// The releases on GitHub.
  ReleaseHost host() {
    return api(GITHUB_TOKEN).releases(REPOSITORY);
  }

  /// The one release of a tag, draft or not.
  Release hosted(String tag) {
    List<Release> all =
        host().releases().stream().filter(release -> release.tag().equals(tag)).toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /// The tap's pull requests.
  PullRequests pullRequests() {
    return api(TAP_TOKEN).pullRequests(TAP);
  }

  /// The tap, a bare repository.
  GitFolder tap() {
    return tap;
  }

  /// The hands of others in this world.
  Tampering tampering() {
    return new Tampering(this);
  }

  /// Where everything of this world is kept.
  Path folder() {
    return folder;
  }

  /// Where GitHub's API listens.
  String api() {
    return gitHub.apiUri().getAuthority();
  }

  /// Has GitHub read its state from its folder again.
  void readGitHubState() {
    gitHub.addRepository(
        REPOSITORY, new RehearsalGit(new LocalRepository(product.root().resolve(".git"))), false);
  }

  /// The GitHub behind this world.
  EmbeddedGitHub gitHub() {
    return gitHub;
  }

  /// A text of this world as it would be in any: ports, and what follows from them, are left out.
  String normal(String text) {
    String everywhere =
        text.replace(gitHub.serverUri().toString(), "https://github.com")
            .replaceAll("127\\.0\\.0\\.1:[0-9]{5}", "127.0.0.1:PORT_")
            .replaceAll("[0-9]+ bytes", "N bytes");
    var names = new HashMap<String, String>();
    return DIGITS
        .matcher(everywhere)
        .replaceAll(found ->
            names.computeIfAbsent(
                found.group().substring(0, 12), digits -> "DIGEST-" + (names.size() + 1)));
  }

  /// Ends the world, after a last look for secrets: in every address that was asked for, and in
  /// every file the tool left.
  @Override
  public void close() {
    gitHub.close();
    registry.close();
    requests().forEach(request -> assertNoSecret(request.path()));
    try (Stream<Path> left = Files.walk(product.root())) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        assertNoSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private GitHub api(String token) {
    return GitHub.connect(
        gitHub.apiUri(),
        HttpTransport.overSockets(),
        Optional.of(Secret.of(token)),
        RetryPolicy.STANDARD);
  }

  private List<RecordedRequest> requests() {
    return Stream.concat(registry.requests().stream(), gitHub.requests().stream()).toList();
  }

  // What is refused changes nothing; so a right is proved.
  private long writes() {
    return requests().stream()
        .filter(request -> request.isWrite() && request.status() < 400)
        .count();
  }

  private String branches() {
    return tap.git("for-each-ref");
  }
}
