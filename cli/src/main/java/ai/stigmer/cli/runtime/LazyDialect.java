package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.process.Pending;
import java.util.List;
import java.util.Optional;

/// The dialect of a program, which is asked what it is once, beside whatever else it is asked.
/// Threads may share it.
final class LazyDialect implements Dialect {

  private final RuntimeKind name;
  private final CommandLine program;
  private final LocalMachine machine;
  private Optional<Pending<Dialect>> asked = Optional.empty();

  /// Asks nothing yet.
  ///
  /// @param name the runtime that the program is called after
  LazyDialect(RuntimeKind name, CommandLine program, LocalMachine machine) {
    this.name = name;
    this.program = program;
    this.machine = machine;
  }

  /// What the program is called after; nothing is asked for that.
  RuntimeKind called() {
    return name;
  }

  /// Begins to ask, if nobody has.
  synchronized Pending<Dialect> ask() {
    Pending<Dialect> question = asked.orElseGet(() -> Pending.of(this::connect));
    asked = Optional.of(question);
    return question;
  }

  private Dialect connect() {
    return switch (name) {
      case DOCKER -> DockerDialect.connect(program, machine);
      case PODMAN -> PodmanDialect.connect(program, machine);
    };
  }

  private Dialect dialect() {
    return ask().get();
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
    try {
      return dialect().unavailable();
    } catch (RuntimeUnavailable unavailable) {
      return Optional.of(unavailable);
    }
  }

  @Override
  public Optional<Engine> engine() {
    return dialect().engine();
  }
}
