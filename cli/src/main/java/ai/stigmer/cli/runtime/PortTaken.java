package ai.stigmer.cli.runtime;

import java.io.Serial;

/// A container could not be started because something else listens on a port of it. What needs the
/// port, and what to do about it, is for the caller to tell.
public final class PortTaken extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int port;

  /// Names the port.
  public PortTaken(int port) {
    super(Integer.toString(port));
    this.port = port;
  }

  /// The port on 127.0.0.1 of this machine.
  public int port() {
    return port;
  }
}
