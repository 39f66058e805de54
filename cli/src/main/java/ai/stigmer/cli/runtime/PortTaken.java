package ai.stigmer.cli.runtime;

import java.io.Serial;

/// A container could not be started because something else listens on a port of it.
public final class PortTaken extends RuntimeFailure {

  @Serial private static final long serialVersionUID = 1L;

  private final int port;

  /// Names the port.
  public PortTaken(int port) {
    super(
        "Something else listens on 127.0.0.1:%d.".formatted(port),
        "Find it with 'lsof -i :%d', stop it, and start again.".formatted(port));
    this.port = port;
  }

  /// The port on 127.0.0.1 of this machine.
  public int port() {
    return port;
  }
}
