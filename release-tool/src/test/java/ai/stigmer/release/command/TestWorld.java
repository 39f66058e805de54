package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.rehearsal.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.EmbeddedGitHubRight;
import ai.stigmer.release.rehearsal.EmbeddedRegistry;
import ai.stigmer.release.rehearsal.EmbeddedRegistry.Login;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.TidyProduct;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
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

  static final String GITHUB_TOKEN = "canary-github-4e1c";
  static final String TAP_TOKEN = "canary-tap-9b7d";
  static final String REGISTRY_USER = "ada";
  static final String REGISTRY_PASSWORD = "canary-registry-2f60";
  static final String REPOSITORY = "acme/tidy";
  static final String TAP = "acme/homebrew-tap";

  private static final Pattern DIGITS = Pattern.compile("\\b[0-9a-f]{64}\\b");

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
    EmbeddedGitHub gitHub = EmbeddedGitHub.start(folder.resolve("github"));
    gitHub.addRepository(
        REPOSITORY,
        new RehearsalGit(new LocalRepository(product.root().resolve(".git"))),
        immutableReleases);
    gitHub.addRepository(TAP, new RehearsalGit(tap), false);
    gitHub.allow(GITHUB_TOKEN, REPOSITORY, EnumSet.of(EmbeddedGitHubRight.CONTENTS));
    gitHub.allow(TAP_TOKEN, TAP, EnumSet.allOf(EmbeddedGitHubRight.class));
    return new TestWorld(
        folder,
        product,
        EmbeddedRegistry.start(
            folder.resolve("registry"),
            0,
            Optional.of(new Login(REGISTRY_USER, REGISTRY_PASSWORD))),
        gitHub,
        new GitFolder(tapFolder));
  }

  /// Asserts that a text holds no credential of this world, in no spelling.
  static void assertNoSecret(String text) {
    assertThat(text).doesNotContain("canary-");
    for (String secret : List.of(GITHUB_TOKEN, TAP_TOKEN, REGISTRY_PASSWORD)) {
      assertThat(text).doesNotContain(base64(secret));
      assertThat(text).doesNotContain(base64(REGISTRY_USER + ":" + secret));
    }
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

  /// Merges a pull request of the tap, as a person would.
  void merge(long number) {
    ask("PUT", TAP_TOKEN, "/repos/" + TAP + "/pulls/" + number + "/merge", "");
  }

  /// Creates a draft, whatever drafts there are: what a second run may do at the same time.
  void createDraft(String tag) {
    ask(
        "POST",
        GITHUB_TOKEN,
        "/repos/" + REPOSITORY + "/releases",
        "{\"tag_name\": \"" + tag + "\", \"draft\": true}");
  }

  /// Deletes a release, published or not, as a person would.
  void deleteRelease(long id) {
    ask("DELETE", GITHUB_TOKEN, "/repos/" + REPOSITORY + "/releases/" + id, "");
  }

  /// Begins to upload an asset, and breaks the connection.
  void breakUpload(long release, String name) {
    String head =
        "POST /api/uploads/repos/"
            + REPOSITORY
            + "/releases/"
            + release
            + "/assets?name="
            + name
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + GITHUB_TOKEN
            + "\r\nContent-Length: 1000\r\n\r\nhalf";
    try (var socket =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), gitHub.serverUri().getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Commits a file to the tap's default branch, as a person would.
  void editTap(String name, String text) {
    Path clone = tap.path().resolveSibling("tap-clone");
    GitFolder edited = GitFolder.clone(tap.path(), clone);
    edited.commit(name, text, "Edit " + name);
    edited.git("push", "-q", "origin", "main");
  }

  /// Where GitHub keeps an asset's bytes.
  Path stored(ReleaseAsset asset) {
    return folder
        .resolve("github")
        .resolve(REPOSITORY)
        .resolve("assets")
        .resolve(Long.toString(asset.id()))
        .resolve(asset.name());
  }

  /// Deletes an image tag.
  void deleteImageTag(String tag) {
    delete(registryFolder().resolve("_tags").resolve(tag));
  }

  /// Deletes a blob of the image.
  void loseBlob(Digest blob) {
    delete(registryFolder().resolve("_blobs").resolve(blob.hex()));
  }

  /// Where GitHub's API listens.
  String api() {
    return gitHub.apiUri().getAuthority();
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
            names.computeIfAbsent(found.group(), digits -> "DIGEST-" + (names.size() + 1)));
  }

  @Override
  public void close() {
    gitHub.close();
    registry.close();
  }

  private Path registryFolder() {
    return folder.resolve("registry").resolve("repositories").resolve(repository().path());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
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

  private void ask(String method, String token, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gitHub.apiUri() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<InputStream> response = HttpTransport.overSockets().send(request);
      response.body().close();
      assertThat(response.statusCode()).isBetween(200, 299);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<RecordedRequest> requests() {
    return Stream.concat(registry.requests().stream(), gitHub.requests().stream()).toList();
  }

  private long writes() {
    return requests().stream().filter(RecordedRequest::isWrite).count();
  }

  private String branches() {
    return tap.git("for-each-ref");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
