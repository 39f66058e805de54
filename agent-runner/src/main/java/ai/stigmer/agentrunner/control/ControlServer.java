package ai.stigmer.agentrunner.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
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

  /// How long a system that has nothing left for another client, be it files or threads, is left
  /// alone.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ControlSocket socket;
  private final HealthCheck health;
  private final Executions executions;
  private final Duration goodbye;
  private final ThreadFactory threads;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

  private ControlServer(
      ControlSocket socket,
      HealthCheck health,
      Executions executions,
      Duration goodbye,
      ThreadFactory threads) {
    this.socket = socket;
    this.health = health;
    this.executions = executions;
    this.goodbye = goodbye;
    this.threads = threads;
  }

  /// Answers at that path, in place of a worker that is no more.
  ///
  /// @throws ControlSocketException if a worker that lives answers there, or nothing can
  public static ControlServer open(Path path, HealthCheck health, Executions executions)
      throws ControlSocketException {
    return open(
        path,
        health,
        executions,
        GOODBYE,
        Thread.ofPlatform().daemon().name("control-client").factory());
  }

  /// @param goodbye how long clients may take to read that the worker stops
  /// @param threads on which they are answered
  static ControlServer open(
      Path path, HealthCheck health, Executions executions, Duration goodbye, ThreadFactory threads)
      throws ControlSocketException {
    var server = new ControlServer(ControlSocket.bind(path), health, executions, goodbye, threads);
    Thread.ofPlatform().daemon().name("control").start(server::accept);
    return server;
  }

  /// Tells the clients that the worker stops, without ending their executions, and frees the path.
  /// Clients that do not read it within a second, all together, are left without a word.
  @Override
  public void close() {
    socket.close();
    exchanges.forEach(Exchange::stop);
    long end = System.nanoTime() + goodbye.toNanos();
    try {
      for (Exchange exchange : exchanges) {
        exchange.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
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

  private void answer(SocketChannel channel) throws IOException {
    var exchange = new Exchange(channel, health, executions);
    exchanges.add(exchange);
    if (!socket.isOpen()) {
      exchange.stop();
    }
    Thread thread =
        threads.newThread(() -> {
          try {
            exchange.run();
          } finally {
            exchanges.remove(exchange);
          }
        });
    try {
      thread.start();
    } catch (OutOfMemoryError noThreadLeft) {
      // As when a command of an agent's has started all processes that the container may have.
      exchanges.remove(exchange);
      exchange.close();
      throw new IOException("the system has no thread left for it", noThreadLeft);
    }
  }
}
