package ai.stigmer.cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes connections on to a registry, but holds its answers back once it has let through a number
/// of bytes; then it can be cut, and mended.
public final class HoldingProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private long left;
  private boolean held;
  private boolean cut;

  private HoldingProxy(ServerSocket server, int target, long bytes) {
    this.server = server;
    this.target = target;
    this.left = bytes;
  }

  /// Starts one before that `host:port`.
  ///
  /// @param bytes how many bytes of answers pass before the rest is held back
  public static HoldingProxy before(String address, long bytes) {
    try {
      int target = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      var proxy =
          new HoldingProxy(
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, bytes);
      Thread.ofPlatform().daemon().start(proxy::accept);
      return proxy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Its `host:port`.
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// Waits until something is held back.
  public synchronized void awaitHeld() {
    try {
      while (!held) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Ends every connection, and every new one.
  public synchronized void cut() {
    cut = true;
    sockets.forEach(HoldingProxy::end);
    notifyAll();
  }

  /// Lets everything through.
  public synchronized void mend() {
    cut = false;
    left = Long.MAX_VALUE;
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
        Socket registry = new Socket(InetAddress.getLoopbackAddress(), target);
        remember(client, registry);
        pass(client, registry, false);
        pass(registry, client, true);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private synchronized void remember(Socket client, Socket registry) {
    sockets.add(client);
    sockets.add(registry);
    if (cut) {
      end(client);
      end(registry);
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          var buffer = new byte[16_384];
          try (InputStream in = from.getInputStream();
              OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              if (counted) {
                spend(count);
              }
              out.write(buffer, 0, count);
            }
          } catch (IOException ended) {
            // The end of one side ends both.
          }
        });
  }

  private synchronized void spend(int count) throws IOException {
    try {
      while (left < count && !cut) {
        held = true;
        notifyAll();
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    if (cut) {
      throw new IOException("cut");
    }
    left -= count;
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
