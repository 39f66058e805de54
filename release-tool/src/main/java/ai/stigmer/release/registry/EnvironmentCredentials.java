package ai.stigmer.release.registry;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Logins from configuration files and variables, looked up anew for every registry.
final class EnvironmentCredentials implements RegistryCredentials {

  private static final String GITHUB_REGISTRY = "ghcr.io";

  private final Map<String, String> environment;
  private final String target;

  EnvironmentCredentials(Map<String, String> environment, String target) {
    this.environment = Map.copyOf(environment);
    this.target = target;
  }

  @Override
  public Optional<RegistryLogin> login(String registry) {
    Stream<Supplier<Optional<RegistryLogin>>> sources =
        Stream.of(
            () -> configured(registry), () -> variables(registry), () -> gitHubToken(registry));
    return sources.map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  private Optional<RegistryLogin> configured(String registry) {
    return configurationFiles()
        .map(file -> DockerConfiguration.read(file, environment))
        .flatMap(Optional::stream)
        .map(configuration -> configuration.login(registry))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Stream<Path> configurationFiles() {
    Optional<Path> docker =
        variable("DOCKER_CONFIG")
            .map(Path::of)
            .or(() -> variable("HOME").map(home -> Path.of(home, ".docker")))
            .map(folder -> folder.resolve("config.json"));
    return Stream.of(
            variable("REGISTRY_AUTH_FILE").map(Path::of),
            docker,
            variable("XDG_RUNTIME_DIR").map(folder -> Path.of(folder, "containers", "auth.json")))
        .flatMap(Optional::stream);
  }

  private Optional<RegistryLogin> variables(String registry) {
    Optional<String> user = variable("REGISTRY_USERNAME");
    Optional<String> password = variable("REGISTRY_PASSWORD");
    if (!registry.equals(target) || (user.isEmpty() && password.isEmpty())) {
      return Optional.empty();
    }
    if (user.isEmpty() || password.isEmpty()) {
      throw ReleaseException.input(
          user.isEmpty()
              ? "REGISTRY_PASSWORD is set, but REGISTRY_USERNAME is not"
              : "REGISTRY_USERNAME is set, but REGISTRY_PASSWORD is not",
          "Set both REGISTRY_USERNAME and REGISTRY_PASSWORD, or neither.");
    }
    return Optional.of(
        new RegistryLogin.Password(user.orElseThrow(), Secret.of(password.orElseThrow())));
  }

  private Optional<RegistryLogin> gitHubToken(String registry) {
    // GitHub's registry reads the token alone; the name is for its logs.
    return registry.equals(GITHUB_REGISTRY)
        ? variable("GITHUB_TOKEN")
            .map(token ->
                new RegistryLogin.Password(
                    variable("GITHUB_ACTOR").orElse("x-access-token"), Secret.of(token)))
        : Optional.empty();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
