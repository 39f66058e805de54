package ai.stigmer.cli.runtime;

import java.util.Locale;

/// The container runtimes that are spoken to, in the order in which they are looked for.
public enum RuntimeKind {
  DOCKER,
  PODMAN;

  /// The name of its program, which is also how a person names it.
  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }
}
