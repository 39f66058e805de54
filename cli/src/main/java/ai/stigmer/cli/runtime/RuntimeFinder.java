package ai.stigmer.cli.runtime;

import java.util.Map;
import java.util.Optional;

/// Finds the container runtime of this machine.
public final class RuntimeFinder {

  private final Map<String, String> environment;
  private final OperatingSystem operatingSystem;

  /// Looks with these environment variables: programs on `PATH`, and every variable of the runtimes
  /// themselves, such as `DOCKER_HOST`, reaches them.
  public RuntimeFinder(Map<String, String> environment, OperatingSystem operatingSystem) {
    this.environment = Map.copyOf(environment);
    this.operatingSystem = operatingSystem;
  }

  /// Docker if it can be used, else Podman; or only the one that is asked for. A `docker` that is
  /// Podman in disguise is told by [RuntimeDescription#kind()].
  ///
  /// @throws RuntimeUnavailable if none can be used; its reason is that of the first that is
  ///   installed
  @SuppressWarnings("DoNotCallSuggester")
  public ContainerRuntime find(Optional<RuntimeKind> wanted) {
    throw new UnsupportedOperationException(environment.size() + "" + operatingSystem + wanted);
  }
}
