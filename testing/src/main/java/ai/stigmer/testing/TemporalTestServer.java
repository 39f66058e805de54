package ai.stigmer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;

/// Temporal's own test server as a process on loopback. It keeps its state in memory and knows the
/// namespace `default`.
public final class TemporalTestServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private TemporalTestServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one on a free port from the caller's own class path, which holds
  /// `temporal-test-server`.
  public static TemporalTestServer start() {
    return start(System.getProperty("java.class.path"), FreePort.find());
  }

  /// Starts one.
  ///
  /// @param classPath where `temporal-test-server` and its libraries are
  /// @param port the port it listens on
  public static TemporalTestServer start(String classPath, int port) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  classPath,
                  "io.temporal.testserver.TestServer",
                  Integer.toString(port))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      var server = new TemporalTestServer(process, port);
      if (!Waiting.until(() -> !process.isAlive() || isListening(port)) || !process.isAlive()) {
        server.close();
        throw new IllegalStateException("Temporal's test server did not start on port " + port);
      }
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs one on a free port until it is ended, from a class path as [#start()] needs it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) throws InterruptedException {
    TemporalTestServer server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("Temporal's test server, which keeps all in memory, at " + server.address());
    server.process.waitFor();
  }

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// Its `host:port`.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// Ends it; what it knew is lost.
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
