package ai.stigmer.cli.runtime;

import ai.stigmer.cli.process.Program;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.util.List;
import java.util.Optional;

/// Finds the container runtime of this machine.
public final class RuntimeFinder {

  private final LocalMachine machine;

  /// Looks for programs on the `PATH` of this machine; every variable of the runtimes themselves,
  /// such as `DOCKER_HOST`, reaches them.
  public RuntimeFinder(LocalMachine machine) {
    this.machine = machine;
  }

  /// Docker if it can be used, else Podman; or only the one that is asked for. A `docker` that is
  /// Podman in disguise is told by [ContainerRuntime#kind()].
  ///
  /// @throws RuntimeUnavailable if none can be used; its reason is that of the first that is
  ///   installed
  public ContainerRuntime find(Optional<RuntimeKind> wanted) {
    List<RuntimeKind> kinds = wanted.map(List::of).orElse(List.of(RuntimeKind.values()));
    Optional<RuntimeUnavailable> first = Optional.empty();
    for (RuntimeKind kind : kinds) {
      Optional<CommandLine> program =
          Program.find(kind.program(), machine.environment()).map(CommandLine::new);
      try {
        if (program.isPresent()) {
          return new CommandLineRuntime(program.get(), connect(kind, program.get()));
        }
      } catch (RuntimeUnavailable unavailable) {
        first = first.or(() -> Optional.of(unavailable));
      }
    }
    throw first.orElseGet(() -> notInstalled(wanted));
  }

  private Dialect connect(RuntimeKind kind, CommandLine program) {
    return switch (kind) {
      case DOCKER -> DockerDialect.connect(program, machine);
      case PODMAN -> PodmanDialect.connect(program, machine);
    };
  }

  private RuntimeUnavailable notInstalled(Optional<RuntimeKind> wanted) {
    boolean macos = machine.operatingSystem() == OperatingSystem.MACOS;
    String docker =
        macos
            ? "Install Docker Desktop: brew install --cask docker"
            : "Install Docker: https://docs.docker.com/engine/install/";
    String podman =
        macos
            ? "Install Podman: brew install podman && podman machine init && podman machine start"
            : "Install Podman with your system's package manager, for instance: sudo apt install podman";
    return new RuntimeUnavailable(
        Reason.NOT_INSTALLED,
        wanted
            .map(kind -> "There is no program '%s' on your PATH.".formatted(kind.program()))
            .orElse("Neither Docker nor Podman is installed."),
        wanted
            .map(kind ->
                switch (kind) {
                  case DOCKER -> docker;
                  case PODMAN -> podman;
                })
            .orElse(docker + "\n" + podman));
  }
}
