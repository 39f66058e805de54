package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import java.util.List;
import java.util.Optional;

/// The dialect of a program, which is asked what it is when that matters first, and once. Threads
/// may share it.
final class LazyDialect implements Dialect {

  private final RuntimeKind name;
  private final CommandLine program;
  private final LocalMachine machine;
  private Optional<Dialect> known = Optional.empty();

  /// Asks nothing yet.
  ///
  /// @param name the runtime that the program is called after
  LazyDialect(RuntimeKind name, CommandLine program, LocalMachine machine) {
    this.name = name;
    this.program = program;
    this.machine = machine;
  }

  private synchronized Dialect dialect() {
    Dialect dialect =
        known.orElseGet(() ->
            switch (name) {
              case DOCKER -> DockerDialect.connect(program, machine);
              case PODMAN -> PodmanDialect.connect(program, machine);
            });
    known = Optional.of(dialect);
    return dialect;
  }

  private synchronized boolean isKnown() {
    return known.isPresent();
  }

  /// Only what is called `docker` may be something else.
  @Override
  public RuntimeKind kind() {
    return switch (name) {
      case DOCKER -> dialect().kind();
      case PODMAN -> RuntimeKind.PODMAN;
    };
  }

  @Override
  public String version() {
    return dialect().version();
  }

  @Override
  public RuntimeTraits traits() {
    return dialect().traits();
  }

  @Override
  public List<String> create(ContainerSpecification specification) {
    return dialect().create(specification);
  }

  @Override
  public Optional<RuntimeUnavailable> unavailable() {
    if (isKnown()) {
      return dialect().unavailable();
    }
    try {
      switch (name) {
        case DOCKER -> DockerDialect.refuseWithoutDaemon(program, machine);
        case PODMAN -> {}
      }
      Dialect _ = dialect();
      return Optional.empty();
    } catch (RuntimeUnavailable unavailable) {
      return Optional.of(unavailable);
    }
  }

  @Override
  public Optional<Engine> engine() {
    return dialect().engine();
  }
}
