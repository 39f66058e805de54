package ai.stigmer.agentrunner.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One client's request and its answer, on the thread that calls [#run].
final class Exchange implements Runnable, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Exchange.class.getName());
  private static final int LONGEST_REQUEST = 16 * 1024 * 1024;
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private final SocketChannel client;
  private final InputStream in;
  private final OutputStream out;
  private final HealthCheck health;
  private final Executions executions;
  private final EndableWaits waits = new EndableWaits();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean over;

  Exchange(SocketChannel client, HealthCheck health, Executions executions) {
    this.client = client;
    this.in = new BufferedInputStream(Channels.newInputStream(client));
    this.out = Channels.newOutputStream(client);
    this.health = health;
    this.executions = executions;
  }

  @Override
  public void run() {
    try (client) {
      send("exit", Integer.toString(answer()));
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A client went away", gone);
    } catch (RuntimeException bug) {
      LOG.log(Level.SEVERE, "A request failed in a way that is a bug of this program", bug);
    } finally {
      ended.countDown();
    }
  }

  /// Has the client told that the worker stops, unless it has its answer already. Safe on any
  /// thread.
  void stop() {
    waits.end();
  }

  /// Waits until the client has its answer.
  void awaitEnd(Duration atMost) throws InterruptedException {
    ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Leaves the client, whatever it has been told. Safe on any thread.
  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failure) {
      LOG.log(Level.FINE, "A client went away", failure);
    }
  }

  /// @return what the client exits with
  private int answer() throws IOException {
    try {
      String[] parts = request().split(" ", 2);
      String rest = parts.length == 2 ? parts[1] : "";
      return switch (parts[0]) {
        case "health" -> health();
        case "run" -> follow(start(rest));
        case "cancel" -> cancel(rest);
        case "agents" -> agents();
        default -> throw new RefusedRequestException("the worker knows no such request");
      };
    } catch (RefusedRequestException refused) {
      send("err", refused.getMessage());
      return REFUSED;
    } catch (UnavailableException unavailable) {
      send("err", unavailable.getMessage());
      return FAILED;
    } catch (InterruptedException stopping) {
      send("err", "the worker is stopping; try again when one is running");
      return FAILED;
    }
  }

  private Running start(String request)
      throws RefusedRequestException, UnavailableException, InterruptedException {
    try (EndableWaits.Wait _ = waits.begin()) {
      return executions.start(request);
    }
  }

  private int health() throws IOException {
    Health now = health.check();
    send("out", (now.healthy() ? "healthy: " : "unhealthy: ") + now.reason());
    return now.healthy() ? DONE : FAILED;
  }

  private int cancel(String executionId)
      throws IOException, UnavailableException, InterruptedException {
    boolean known;
    try (EndableWaits.Wait _ = waits.begin()) {
      known = executions.cancel(executionId);
    }
    if (known) {
      return DONE;
    }
    send("err", "there is no execution " + executionId);
    return FAILED;
  }

  private int agents() throws IOException {
    for (AgentSummary agent : executions.agents()) {
      send("out", agent.name() + "\t" + agent.description());
    }
    return DONE;
  }

  private int follow(Running running) throws IOException {
    Thread.ofPlatform().daemon().name("control-end").start(() -> cancelAtTheEnd(running));
    try {
      for (Optional<String> event = next(running); event.isPresent(); event = next(running)) {
        send("out", event.get());
      }
      return running.ending().exitCode();
    } catch (ClosedChannelException stopping) {
      // This end was closed, not the client's.
      throw stopping;
    } catch (IOException gone) {
      running.cancel();
      throw gone;
    } catch (InterruptedException stopping) {
      send(
          "err",
          "the worker is stopping; execution %s goes on when one is running again"
              .formatted(running.executionId()));
      return FAILED;
    } finally {
      over = true;
    }
  }

  private Optional<String> next(Running running) throws InterruptedException {
    try (EndableWaits.Wait _ = waits.begin()) {
      return running.nextEvent();
    }
  }

  /// The client says nothing more after its request: the end of its side, however it comes, means
  /// that nobody waits for the execution any more.
  private void cancelAtTheEnd(Running running) {
    try {
      while (in.read() >= 0) {
        // Nothing is expected here.
      }
    } catch (ClosedChannelException answered) {
      // This end was closed, not the client's.
      return;
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A client went away", gone);
    }
    if (!over) {
      running.cancel();
    }
  }

  private String request() throws IOException, RefusedRequestException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no whole request");
      }
      if (line.size() == LONGEST_REQUEST) {
        throw new RefusedRequestException(
            "the request is longer than %d bytes".formatted(LONGEST_REQUEST));
      }
      line.write(next);
    }
    return line.toString(UTF_8);
  }

  private void send(String kind, String text) throws IOException {
    out.write((kind + " " + text.replaceAll("[\r\n]+", " ") + "\n").getBytes(UTF_8));
  }
}
