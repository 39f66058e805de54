package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.git.SourceRepository;
import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitHttpServer;
import ai.stigmer.release.testing.Program;
import ai.stigmer.release.testing.Program.Ended;
import ai.stigmer.release.version.ReleaseTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A clone of a repository, the servers it is released to, and the packaged tool as a process.
///
/// The registry is the caller's; it lets in [#USER] with [#PASSWORD]. GitHub is the embedded one;
/// the tap is behind Git's own HTTP server and lets in [#TAP_TOKEN].
final class LoopbackWorld implements AutoCloseable {

  /// Who may use the registry.
  static final String USER = "releaser";

  /// The password of [#USER].
  static final String PASSWORD = "a password of the registry";

  /// The password of the tap.
  static final String TAP_TOKEN = "tap-token-0123456789";

  /// The token of GitHub.
  static final String GITHUB_TOKEN = "github-token-0123456789";

  private static final String TAP = "homebrew-tap.git";

  private final Path tool;
  private final Path folder;
  private final Names names;
  private final String imageRepository;
  private final EmbeddedGitHub gitHub;
  private final GitHttpServer git;

  private LoopbackWorld(
      Path tool,
      Path folder,
      Names names,
      String imageRepository,
      EmbeddedGitHub gitHub,
      GitHttpServer git) {
    this.tool = tool;
    this.folder = folder;
    this.names = names;
    this.imageRepository = imageRepository;
    this.gitHub = gitHub;
    this.git = git;
  }

  /// Clones the repository, tags its HEAD and starts the servers.
  ///
  /// @param tool the launcher of the packaged tool
  /// @param source the repository that is released
  /// @param tag the release's tag
  /// @param names `owner/name` on GitHub and of the tap, and the image's path
  /// @param registry host and port of the registry
  /// @param folder an empty folder for all of it
  static LoopbackWorld start(
      Path tool, Path source, String tag, Names names, String registry, Path folder)
      throws IOException {
    try (SourceRepository repository = SourceRepository.open(source)) {
      repository.cloneTo(folder.resolve("source")).createTag(ReleaseTag.of(tag));
    }
    Path taps = Files.createDirectory(folder.resolve("taps"));
    LocalRepository tap =
        LocalRepository.create(taps.resolve(TAP), Map.of("README.md", "# Tap\n"), Instant.EPOCH);
    EmbeddedGitHub gitHub = EmbeddedGitHub.start(folder.resolve("github"));
    host(gitHub, names.repository(), new LocalRepository(folder.resolve("source/.git")));
    host(gitHub, names.tap(), tap);
    logIn(registry, Files.createDirectory(folder.resolve("docker")));
    return new LoopbackWorld(
        tool,
        folder,
        names,
        registry + "/" + names.image(),
        gitHub,
        new GitHttpServer(taps, Optional.of(TAP_TOKEN)));
  }

  /// What a product is called in this world.
  record Names(String repository, String tap, String image) {}

  /// Runs the tool in the clone and gives all it printed.
  ///
  /// @throws AssertionError if it exits with anything but 0
  String run(String... arguments) {
    return Program.run(source(), command(arguments).toArray(String[]::new));
  }

  /// The command line that runs the tool in this world.
  List<String> command(String... arguments) {
    // Where these tests run in the background, their children begin with SIGINT ignored.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    // The outer job's settings are no part of this world.
    System.getenv().keySet().stream()
        .filter(name -> name.matches("(GITHUB|REGISTRY|HOMEBREW|RELEASE)_.*"))
        .forEach(name -> command.addAll(List.of("-u", name)));
    command.add("JAVA_HOME=" + System.getProperty("java.home"));
    variables().forEach((name, value) -> command.add(name + "=" + value));
    command.add(tool.toString());
    command.addAll(List.of(arguments));
    overrides().forEach(override -> command.addAll(List.of("--set", override)));
    return command;
  }

  /// Runs the tool in the clone and in this process.
  Ended runHere(String... arguments) {
    var all = new TreeMap<>(variables());
    all.put("PATH", System.getenv("PATH"));
    all.put(GlobalOptions.OVERRIDES, String.join(";", overrides()));
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    int exitCode =
        ReleaseTool.run(arguments, new Environment(all, source(), stream, stream, false));
    return new Ended(exitCode, output.toString(UTF_8));
  }

  private Map<String, String> variables() {
    return Map.of(
        "GITHUB_API_URL",
        gitHub.apiUri().toString(),
        "GITHUB_SERVER_URL",
        gitHub.serverUri().toString(),
        "GITHUB_TOKEN",
        GITHUB_TOKEN,
        "HOMEBREW_TAP_TOKEN",
        TAP_TOKEN,
        "DOCKER_CONFIG",
        folder.resolve("docker").toString());
  }

  private List<String> overrides() {
    return List.of("image.repository=" + imageRepository, "homebrew.tap-url=" + git.url(TAP));
  }

  /// The state of GitHub, kept in the world's folder.
  Path gitHubState() {
    return folder.resolve("github");
  }

  /// Has GitHub read its state from the folder again.
  void readGitHubState() {
    host(gitHub, names.repository(), new LocalRepository(source().resolve(".git")));
    host(gitHub, names.tap(), new LocalRepository(tap()));
  }

  /// The releases on GitHub.
  ReleaseHost releases() {
    return api().releases(names.repository());
  }

  /// The tap's pull requests.
  PullRequests pullRequests() {
    return api().pullRequests(names.tap());
  }

  private GitHub api() {
    return GitHub.connect(
        gitHub.apiUri(),
        HttpTransport.overSockets(),
        Optional.of(Secret.of(GITHUB_TOKEN)),
        RetryPolicy.STANDARD);
  }

  /// The clone.
  Path source() {
    return folder.resolve("source");
  }

  /// The tap's bare repository.
  Path tap() {
    return folder.resolve("taps").resolve(TAP);
  }

  /// The registry's password as Docker, Podman and skopeo keep it.
  Path authFile() {
    return folder.resolve("docker/config.json");
  }

  /// The image's repository.
  String imageRepository() {
    return imageRepository;
  }

  /// Where the release's assets are downloaded from.
  String downloads(String repository, String tag) {
    return gitHub.serverUri() + "/" + repository + "/releases/download/" + tag;
  }

  /// The method and path of every request to GitHub.
  List<String> gitHubRequests() {
    return gitHub.requests().stream()
        .map(request -> request.method() + " " + request.path())
        .toList();
  }

  /// The method and path of every request to the tap.
  List<String> tapRequests() {
    return git.requests();
  }

  /// Whether a request asked for a change. Git reads by POST too (gitprotocol-http).
  static boolean isWrite(String request) {
    return !request.matches("(GET|HEAD) .*|POST .*/git-upload-pack");
  }

  @Override
  public void close() {
    git.close();
    gitHub.close();
  }

  private static void host(EmbeddedGitHub gitHub, String name, LocalRepository repository) {
    gitHub.addRepository(name, new RehearsalGit(repository), false);
    gitHub.allow(GITHUB_TOKEN, name, EnumSet.allOf(TokenRight.class));
    // The tap's token is GitHub's too.
    gitHub.allow(TAP_TOKEN, name, EnumSet.allOf(TokenRight.class));
  }

  private static void logIn(String registry, Path folder) throws IOException {
    String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\": {\"" + registry + "\": {\"auth\": \"" + login + "\"}}}");
  }
}
