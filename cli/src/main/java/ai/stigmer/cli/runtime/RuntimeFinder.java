package ai.stigmer.cli.runtime;

import ai.stigmer.cli.process.Program;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the container runtime of this machine.
public final class RuntimeFinder {

  /// How long a runtime may take to answer a question; no sound one takes a tenth of it.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalMachine machine;
  private final Duration patience;

  /// Looks for programs on the `PATH` of this machine; every variable of the runtimes themselves,
  /// such as `DOCKER_HOST`, reaches them.
  public RuntimeFinder(LocalMachine machine) {
    this(machine, PATIENCE);
  }

  /// The same with another time in which a runtime is to answer a question.
  public RuntimeFinder(LocalMachine machine, Duration patience) {
    this.machine = machine;
    this.patience = patience;
  }

  /// The runtimes whose programs are installed, Docker first; or only the one that is asked for.
  /// None is asked anything yet. A `docker` that is Podman in disguise is told by
  /// [ContainerRuntime#kind()].
  ///
  /// @return at least one
  /// @throws RuntimeUnavailable if none can be used
  public List<ContainerRuntime> find(Optional<RuntimeKind> wanted) {
    List<ContainerRuntime> found = new ArrayList<>();
    Optional<RuntimeUnavailable> first = Optional.empty();
    for (RuntimeKind kind : wanted.map(List::of).orElse(List.of(RuntimeKind.values()))) {
      try {
        Program.find(kind.program(), machine.environment())
            .map(program -> runtime(kind, new CommandLine(program, patience)))
            .ifPresent(found::add);
      } catch (RuntimeUnavailable unavailable) {
        first = first.or(() -> Optional.of(unavailable));
      }
    }
    if (found.isEmpty()) {
      throw first.orElseGet(() -> notInstalled(wanted));
    }
    return List.copyOf(found);
  }

  private ContainerRuntime runtime(RuntimeKind kind, CommandLine program) {
    switch (kind) {
      case DOCKER ->
          DockerDialect.refuseElsewhere(
              machine.environment().getOrDefault(DockerDialect.HOST_VARIABLE, ""));
      case PODMAN ->
          Optional.ofNullable(machine.environment().get(PodmanDestination.HOST_VARIABLE))
              .filter(host -> !host.isEmpty())
              .map(PodmanDestination::new)
              .ifPresent(PodmanDestination::refuseElsewhere);
    }
    return new CommandLineRuntime(program, new LazyDialect(kind, program, machine));
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
