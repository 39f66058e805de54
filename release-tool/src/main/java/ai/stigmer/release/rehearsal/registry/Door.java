package ai.stigmer.release.rehearsal.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/// The port clients connect to. It passes plain HTTP on to the server behind it and hangs up on
/// TLS, which container clients try first: the JDK's server would wait for the end of a request
/// line until they give up, ten seconds later.
final class Door implements AutoCloseable {

  private static final int TLS_HANDSHAKE = 22;
  private static final int BACKLOG = 128;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final ExecutorService threads;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private Door(ServerSocket door, InetSocketAddress server, ExecutorService threads) {
    this.door = door;
    this.server = server;
    this.threads = threads;
  }

  /// Opens a port on loopback; 0 for any that is free.
  static Door open(
      InetAddress loopback, int port, InetSocketAddress server, ExecutorService threads)
      throws IOException {
    var door = new Door(new ServerSocket(port, BACKLOG, loopback), server, threads);
    threads.execute(door::admit);
    return door;
  }

  int port() {
    return door.getLocalPort();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException unclosable) {
      throw new UncheckedIOException(unclosable);
    }
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        // The loop's condition tells whether it was the last.
      }
    }
  }

  private void serve(Socket client) {
    connections.add(client);
    try (client) {
      // Who came in while the door was being closed is in nobody's list.
      if (door.isClosed()) {
        return;
      }
      int first = client.getInputStream().read();
      if (first >= 0 && first != TLS_HANDSHAKE) {
        pass(client, first);
      }
    } catch (IOException brokenOff) {
      // Both ends see it: the sockets are closed.
    } finally {
      connections.remove(client);
    }
  }

  private void pass(Socket client, int first) throws IOException {
    try (var inner = new Socket(server.getAddress(), server.getPort())) {
      client.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
      var replies = CompletableFuture.runAsync(() -> reply(inner, client), threads);
      inner.getOutputStream().write(first);
      client.getInputStream().transferTo(inner.getOutputStream());
      inner.shutdownOutput();
      replies.join();
    }
  }

  private static void reply(Socket inner, Socket client) {
    try {
      inner.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException brokenOff) {
      // The other direction sees it too.
    }
  }
}
