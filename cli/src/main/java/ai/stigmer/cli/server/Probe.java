package ai.stigmer.cli.server;

import ai.stigmer.cli.runtime.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Looks at ports by TCP.
public interface Probe {

  /// Whether something accepts a connection there.
  boolean answers(Address address);

  /// Whether nothing has that port of loopback.
  boolean isFree(int port);

  /// The probe that connects and binds.
  static Probe tcp() {
    return new Tcp();
  }

  /// Connects and binds.
  final class Tcp implements Probe {

    private static final int LIMIT_MILLISECONDS = 2000;

    @Override
    public boolean answers(Address address) {
      try {
        for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
          if (accepts(new InetSocketAddress(candidate, address.port()))) {
            return true;
          }
        }
        return false;
      } catch (IOException unknownHost) {
        return false;
      }
    }

    private static boolean accepts(InetSocketAddress address) {
      try (var socket = new Socket()) {
        socket.connect(address, LIMIT_MILLISECONDS);
        return true;
      } catch (IOException refused) {
        return false;
      }
    }

    @Override
    public boolean isFree(int port) {
      return Loopback.isFree(port);
    }
  }
}
