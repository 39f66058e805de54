package ai.stigmer.cli.server;

import java.util.Set;

/// Where a server is reached: a host and a port.
///
/// @param host a name or a number; an IPv6 number without brackets
/// @param port from 1 to 65535
public record Address(String host, int port) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  /// Refuses what is no port.
  public Address {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + " is no port: it must be from 1 to 65535");
    }
  }

  /// Reads `host:port` or `[IPv6]:port`.
  ///
  /// @throws IllegalArgumentException if the text is neither
  public static Address of(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("'%s' is not host:port".formatted(text));
    }
    String host = text.substring(0, colon);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return new Address(bare, Integer.parseInt(text.substring(colon + 1)));
  }

  /// A port of this machine, by number: `localhost` may mean IPv6 alone.
  static Address ofThisMachine(int port) {
    return new Address("127.0.0.1", port);
  }

  /// The same as a container with a network of its own reaches it.
  ///
  /// @param machineName how such a container calls this machine
  Address fromContainer(String machineName) {
    return isThisMachine(host) ? new Address(machineName, port) : this;
  }

  static boolean isThisMachine(String host) {
    return THIS_MACHINE.contains(host);
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
  }
}
