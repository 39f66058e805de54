package ai.stigmer.cli.runtime;

import java.util.Locale;

/// The container runtimes that are spoken to, in the order in which they are looked for.
public enum RuntimeKind {
  DOCKER("host.docker.internal"),
  PODMAN("host.containers.internal");

  private final String machineName;

  RuntimeKind(String machineName) {
    this.machineName = machineName;
  }

  /// The name by which a container with a network of its own knows this machine.
  public String machineName() {
    return machineName;
  }

  /// The name of its program, which is also how a person names it.
  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As a person types it.
  @Override
  public String toString() {
    return program();
  }
}
