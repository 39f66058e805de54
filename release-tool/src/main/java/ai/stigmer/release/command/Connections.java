package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RequestLog;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.signing.Signing;
import ai.stigmer.release.tap.Tap;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The way to the registry, GitHub and the tap, as the environment and the configuration give it.
final class Connections {

  private static final String API = "https://api.github.com";
  private static final String TAP_TOKEN = "HOMEBREW_TAP_TOKEN";
  private static final String SERVER = "https://github.com";

  private final Environment environment;
  private final RequestLog log;
  private final boolean writing;

  /// @param requests is told every request
  /// @param writing whether the image's repository is going to be written
  Connections(Environment environment, Consumer<String> requests, boolean writing) {
    this.environment = environment;
    this.writing = writing;
    this.log = new RequestLog(HttpTransport.overSockets(), requests);
  }

  /// Everything a release needs but what signs it.
  World world(Configuration configuration, GitHubRepository repository) {
    return new World(
        registry(configuration),
        gitHub(environment.secret("GITHUB_TOKEN")).releases(repository.toString()),
        configuration.homebrew().map(this::tap),
        Optional.empty());
  }

  /// What signs a release, if anything is to.
  ///
  /// @param root the checkout's root
  /// @throws ReleaseException of kind input if it is not on this machine
  Optional<Signer> signer(Configuration configuration, GitHubRepository repository, Path root) {
    return Optional.of(configuration.signing())
        .filter(Signing::isWanted)
        .map(signing ->
            Signer.cosign(
                signing,
                serverUrl() + "/" + repository,
                root,
                environment.variables(),
                credentials(configuration)));
  }

  /// Checks that a release can be written everywhere before it is written anywhere.
  ///
  /// @throws ReleaseException of kind permission if a credential is missing, of kind input if it
  ///   cannot be signed
  void requireCredentials(DesiredRelease wanted, Optional<Signer> signer) {
    requireToken();
    if (wanted.formula().isPresent()) {
      requireTapToken();
    }
    signer.ifPresent(Signer::requireKey);
  }

  /// Checks that there is a token for the repository.
  void requireToken() {
    require("GITHUB_TOKEN", "contents: write on the repository that is released");
  }

  /// Checks that there is a token for the tap.
  void requireTapToken() {
    require(TAP_TOKEN, "contents and pull-requests: write on the tap");
  }

  private void require(String name, String rights) {
    if (environment.find(name).isEmpty()) {
      throw ReleaseException.permission(
          name + " is not set", "Set it to a token with " + rights + "; nothing was written.");
    }
  }

  /// The registry alone.
  Registry registry(Configuration configuration) {
    RegistryCredentials credentials = credentials(configuration);
    return writing
        ? Registry.connectToWrite(
            configuration.image().repository(), log, credentials, RetryPolicy.STANDARD)
        : Registry.connect(log, credentials, RetryPolicy.STANDARD);
  }

  /// The logins for registries.
  RegistryCredentials credentials(Configuration configuration) {
    return RegistryCredentials.of(
        environment.variables(), configuration.image().repository().registry());
  }

  /// Where people see GitHub.
  String serverUrl() {
    return address("GITHUB_SERVER_URL", SERVER).toString().replaceFirst("/+$", "");
  }

  /// How many requests were sent by HTTP, Git's own left out.
  RequestLog log() {
    return log;
  }

  private GitHub gitHub(Optional<Secret> token) {
    return GitHub.connect(address("GITHUB_API_URL", API), log, token, RetryPolicy.STANDARD);
  }

  private URI address(String name, String usual) {
    String address = environment.find(name).orElse(usual);
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, as any other address that leads nowhere.
    }
    throw ReleaseException.input(
        name + " is not a web address", "Write https://HOST/PATH, or unset it for github.com.");
  }

  private TapPorts tap(Homebrew homebrew) {
    Optional<Secret> own = environment.secret(TAP_TOKEN);
    // Without a token of its own the tap can still be read.
    Optional<Secret> gitHubs = own.or(() -> environment.secret("GITHUB_TOKEN"));
    String here = serverUrl() + "/";
    String url = homebrew.tapUrl().orElse(here + homebrew.tap() + ".git");
    // release.yaml may name any host, and GitHub's token is GitHub's alone.
    return new TapPorts(
        Tap.at(url, url.startsWith(here) ? gitHubs : own),
        gitHub(gitHubs).pullRequests(homebrew.tap().toString()));
  }
}
