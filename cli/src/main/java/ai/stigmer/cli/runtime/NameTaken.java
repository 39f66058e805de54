package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import java.io.Serial;

/// A container could not be started because there is another of its name.
public final class NameTaken extends RuntimeFailure {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Container holder;

  /// Names the container that has the name.
  public NameTaken(Container holder) {
    super(
        "There is a container named %s already (%s).".formatted(holder.name(), holder.shortId()),
        "Rename or remove that container, then start again.");
    this.holder = holder;
  }

  /// The container that has the name.
  public Container holder() {
    return holder;
  }
}
