package ai.stigmer.release.command;

import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.GitHubRepository;
import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A world on this machine's loopback, in which a product has never been released.
final class RehearsalWorld implements AutoCloseable {

  private final EmbeddedRegistry registry;
  private final EmbeddedGitHub gitHub;
  private final LocalRepository tap;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> overrides = new ArrayList<>();
  private final String token;
  private Optional<String> note = Optional.empty();

  private RehearsalWorld(EmbeddedRegistry registry, EmbeddedGitHub gitHub, LocalRepository tap) {
    this.registry = registry;
    this.gitHub = gitHub;
    this.tap = tap;
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    this.token = "rehearsal-" + HexFormat.of().formatHex(random);
  }

  /// Starts the registry and GitHub, and makes the tap.
  ///
  /// @param repository the repository that is released, whose Git side is the folder's source
  /// @param environment the variables of this process
  static RehearsalWorld start(
      RehearsalFolder folder,
      Configuration configuration,
      GitHubRepository repository,
      Map<String, String> environment) {
    EmbeddedRegistry registry = EmbeddedRegistry.start(folder.registry(), 0, Optional.empty());
    EmbeddedGitHub gitHub = EmbeddedGitHub.start(folder.gitHub());
    LocalRepository tap =
        LocalRepository.create(
            folder.tap(), Map.of("README.md", "# A rehearsal's tap\n"), Instant.EPOCH);
    var world = new RehearsalWorld(registry, gitHub, tap);
    world.host(repository.toString(), new LocalRepository(folder.source().resolve(".git")));
    configuration.homebrew().ifPresent(homebrew -> world.host(homebrew.tap().toString(), tap));
    world.variables.put("GITHUB_API_URL", gitHub.apiUri().toString());
    world.variables.put("GITHUB_SERVER_URL", gitHub.serverUri().toString());
    world.variables.put("GITHUB_REPOSITORY", repository.toString());
    world.variables.put("GITHUB_TOKEN", world.token);
    world.variables.put("HOMEBREW_TAP_TOKEN", world.token);
    world.variables.put("DOCKER_CONFIG", emptyFolder(folder.docker()).toString());
    world.overrides.add(
        "image.repository=" + registry.address() + "/" + configuration.image().repository().path());
    configuration
        .homebrew()
        .ifPresent(homebrew -> world.overrides.add("homebrew.tap-url=" + folder.tap()));
    RehearsalSigning signing =
        RehearsalSigning.of(configuration.signing(), environment, folder.signing(), world.token);
    world.overrides.addAll(signing.overrides());
    world.variables.putAll(signing.variables());
    world.note = signing.note();
    return world;
  }

  /// The variables that lead a command into this world.
  Map<String, String> variables() {
    var all = new TreeMap<>(variables);
    all.put(GlobalOptions.OVERRIDES, String.join(";", overrides));
    return all;
  }

  /// What leads a configuration into this world.
  List<String> overrides() {
    return List.copyOf(overrides);
  }

  /// What in this world is not as in the real one, if a person should know.
  Optional<String> note() {
    return note;
  }

  /// The one token this world knows.
  String token() {
    return token;
  }

  /// Where the registry listens.
  String registryAddress() {
    return registry.address();
  }

  /// The tap's repository.
  LocalRepository tap() {
    return tap;
  }

  /// Every request the registry and GitHub answered.
  List<RecordedRequest> requests() {
    var all = new ArrayList<>(registry.requests());
    all.addAll(gitHub.requests());
    return all;
  }

  @Override
  public void close() {
    gitHub.close();
    registry.close();
  }

  private void host(String ownerAndName, LocalRepository repository) {
    gitHub.addRepository(ownerAndName, new RehearsalGit(repository), false);
    gitHub.allow(token, ownerAndName, EnumSet.allOf(TokenRight.class));
  }

  private static Path emptyFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw ReleaseException.remote("The folder " + folder + " could not be made", "", failure);
    }
  }
}
