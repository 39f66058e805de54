package ai.stigmer.cli.container;

import java.util.List;

/// How a container reaches this machine and is reached by it.
public sealed interface Network {

  /// It shares this machine's network, which only a runtime without a virtual machine can give.
  record Host() implements Network {}

  /// It has a network of its own, knows this machine by a name that depends on the runtime, and
  /// these ports of it are open on 127.0.0.1.
  record Published(List<Port> ports) implements Network {

    /// Copies the ports.
    public Published {
      ports = List.copyOf(ports);
    }
  }

  /// A TCP port.
  ///
  /// @param onMachine its number on 127.0.0.1 of this machine
  /// @param inContainer its number in the container
  record Port(int onMachine, int inContainer) {}
}
