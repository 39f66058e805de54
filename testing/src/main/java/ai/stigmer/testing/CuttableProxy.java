package ai.stigmer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes connections on to a port of loopback, until it is cut: then all of them end, and new ones
/// end at once, until it is mended.
public final class CuttableProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean cut;
  private boolean silent;

  private CuttableProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /// Starts one on a free port.
  ///
  /// @param target the port of loopback that connections are passed on to
  public static CuttableProxy to(int target) {
    try {
      var proxy =
          new CuttableProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The port it listens on.
  public int port() {
    return server.getLocalPort();
  }

  /// Its `host:port`.
  public String address() {
    return "127.0.0.1:" + port();
  }

  /// Ends every connection, and every new one, until it is mended.
  public synchronized void cut() {
    cut = true;
    sockets.forEach(CuttableProxy::end);
    sockets.clear();
  }

  /// Keeps every connection, takes new ones, and passes nothing on, as a network does that drops
  /// packets, until it is mended.
  public synchronized void silence() {
    silent = true;
  }

  /// Lets everything through again.
  public synchronized void mend() {
    cut = false;
    silent = false;
    notifyAll();
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    var upstream = new Socket();
    if (!remember(client, upstream)) {
      return;
    }
    try {
      upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      Thread.ofVirtual().start(() -> pass(client, upstream));
      pass(upstream, client);
    } catch (IOException refused) {
      end(client);
      end(upstream);
    }
  }

  private synchronized boolean remember(Socket client, Socket upstream) {
    if (cut) {
      end(client);
      return false;
    }
    sockets.add(client);
    sockets.add(upstream);
    return true;
  }

  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      var bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitSound();
        to.getOutputStream().write(bytes, 0, count);
      }
    } catch (IOException | InterruptedException ended) {
      // The end of one side ends both.
    }
    end(from);
    end(to);
    sockets.remove(from);
    sockets.remove(to);
  }

  private synchronized void awaitSound() throws InterruptedException {
    while (silent) {
      wait();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
