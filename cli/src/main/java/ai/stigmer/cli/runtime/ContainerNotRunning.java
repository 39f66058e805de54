package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import java.io.Serial;
import java.util.Optional;

/// A container does not run, so nothing can run in it.
public final class ContainerNotRunning extends RuntimeFailure {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Optional<Container> container;

  /// Gives the container as it is now; nothing if it is gone.
  public ContainerNotRunning(Optional<Container> container) {
    super(
        container
            .map(found -> "The container %s does not run.".formatted(found.name()))
            .orElse("The container is gone."),
        "Run 'stigmer server start'.");
    this.container = container;
  }

  /// The container as it is now; nothing if it is gone.
  public Optional<Container> container() {
    return container;
  }
}
