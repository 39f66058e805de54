package ai.stigmer.agentrunner.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The worker's end of the socket: answers each client on a thread of its own.
///
/// A request is one line, `health`, `run JSON`, `cancel ID` or `agents`. The answer is lines that
/// say what the client does with the rest of them, `out TEXT` and `err TEXT`, and last `exit CODE`.
/// A client that sends its end or goes away ends the execution it started.
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ControlServer.class.getName());

  /// How long clients may take to read that the worker stops.
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  /// How long a system that has nothing left for another client, such as files, is left alone.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ControlSocket socket;
  private final HealthCheck health;
  private final Executions executions;
  private final Duration goodbye;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

  private ControlServer(
      ControlSocket socket, HealthCheck health, Executions executions, Duration goodbye) {
    this.socket = socket;
    this.health = health;
    this.executions = executions;
    this.goodbye = goodbye;
  }

  /// Answers at that path, in place of a worker that is no more.
  ///
  /// @throws ControlSocketException if a worker that lives answers there, or nothing can
  public static ControlServer open(Path path, HealthCheck health, Executions executions)
      throws ControlSocketException {
    return open(path, health, executions, GOODBYE);
  }

  static ControlServer open(Path path, HealthCheck health, Executions executions, Duration goodbye)
      throws ControlSocketException {
    var server = new ControlServer(ControlSocket.bind(path), health, executions, goodbye);
    Thread.ofPlatform().daemon().name("control").start(server::accept);
    return server;
  }

  /// Tells the clients that the worker stops, without ending their executions, and frees the path.
  /// Clients that do not read it within a second, all together, are left without a word.
  @Override
  public void close() {
    socket.close();
    exchanges.forEach(Exchange::stop);
    Instant end = Instant.now().plus(goodbye);
    try {
      for (Exchange exchange : exchanges) {
        exchange.awaitEnd(Duration.between(Instant.now(), end));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    exchanges.forEach(Exchange::close);
  }

  private void accept() {
    while (socket.isOpen()) {
      try {
        answer(socket.accept());
      } catch (IOException failure) {
        if (socket.isOpen()) {
          LOG.log(Level.WARNING, "A command cannot be answered now", failure);
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void answer(SocketChannel channel) {
    var exchange = new Exchange(channel, health, executions);
    exchanges.add(exchange);
    if (!socket.isOpen()) {
      exchange.stop();
    }
    Thread.ofPlatform()
        .daemon()
        .name("control-client")
        .start(() -> {
          try {
            exchange.run();
          } finally {
            exchanges.remove(exchange);
          }
        });
  }
}
