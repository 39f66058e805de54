package ai.stigmer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of loopback for servers that are told where to listen.
public final class FreePort {

  /// Linux gives the ports from 32768 on to every client, and to every server that wants any port:
  /// one of those may be taken by the time that it is listened at, and who connects to it in vain
  /// may even be connected to itself.
  private static final int FIRST_OF_THE_SYSTEMS = 32_768;

  private static final int FIRST = 10_000;

  private FreePort() {}

  /// A port that nobody listens on, and that nobody gets who does not ask for it by its number.
  ///
  /// @param distances how far from it are further ports of which the same is true
  public static int find(int... distances) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_THE_SYSTEMS);
      if (isFree(port) && Arrays.stream(distances).allMatch(far -> isFree(port + far))) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
