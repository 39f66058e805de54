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
  private final long bytes;
  private boolean open;
  private boolean held;
  private boolean cut;

  private HoldingProxy(ServerSocket server, int target, long bytes) {
    this.server = server;
    this.target = target;
    this.bytes = bytes;
  }

  /// Starts one before that `host:port`.
  ///
  /// @param bytes how many bytes of answers pass on each connection before the rest is held back,
  ///   so that a small layer is not starved by a big one
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
    open = true;
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
          long passed = 0;
          try (InputStream in = from.getInputStream();
              OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              passed += count;
              if (counted) {
                awaitLeave(passed);
              }
              out.write(buffer, 0, count);
            }
          } catch (IOException ended) {
            // The end of one side ends both.
          }
        });
  }

  private synchronized void awaitLeave(long passed) throws IOException {
    try {
      while (passed > bytes && !open && !cut) {
        if (!held) {
          held = true;
          notifyAll();
        }
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    if (cut) {
      throw new IOException("cut");
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
