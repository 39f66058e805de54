package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import java.io.Serial;

/// A container could not be started because there is another of its name. Whose that is, and what
/// to do about it, is for the caller to tell.
public final class NameTaken extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Container holder;

  /// Names the container that has the name.
  public NameTaken(Container holder) {
    super(holder.name());
    this.holder = holder;
  }

  /// The container that has the name.
  public Container holder() {
    return holder;
  }
}
