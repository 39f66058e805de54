package ai.stigmer.release.registry;

import java.util.Map;
import java.util.Optional;

/// Where the logins for registries come from.
@FunctionalInterface
public interface RegistryCredentials {

  /// The login for a registry, or nothing if it is to be spoken to anonymously.
  ///
  /// @param registry the host, and its port after a colon
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if a configuration cannot be
  ///   read, of kind permission if a credential helper failed
  Optional<RegistryLogin> login(String registry);

  /// What credential helpers, and `credHelpers` in Docker's configuration, know a registry by.
  ///
  /// @param registry the host, and its port after a colon
  static String helperKey(String registry) {
    return DockerConfiguration.keys(registry).getFirst();
  }

  /// No logins at all.
  static RegistryCredentials none() {
    return registry -> Optional.empty();
  }

  /// The logins this environment gives, the first of: the file `REGISTRY_AUTH_FILE` names, Docker's
  /// configuration (`$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`) with its credential
  /// helpers, Podman's (`$XDG_RUNTIME_DIR/containers/auth.json`), `REGISTRY_USERNAME` with
  /// `REGISTRY_PASSWORD`, and for ghcr.io the `GITHUB_TOKEN`.
  ///
  /// @param environment the environment variables; an empty one counts as absent
  /// @param target the registry that is published to: no other is shown `REGISTRY_PASSWORD`
  static RegistryCredentials of(Map<String, String> environment, String target) {
    return new EnvironmentCredentials(environment, target);
  }
}
