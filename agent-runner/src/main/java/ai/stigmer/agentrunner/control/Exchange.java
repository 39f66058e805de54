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
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One client's request and its answer, on the thread that calls [#run].
final class Exchange implements Runnable {

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
    }
  }

  /// @return what the client exits with
  private int answer() throws IOException {
    try {
      String[] parts = request().split(" ", 2);
      String rest = parts.length == 2 ? parts[1] : "";
      return switch (parts[0]) {
        case "health" -> health();
        case "run" -> follow(executions.start(rest));
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

  private int health() throws IOException {
    Health now = health.check();
    send("out", (now.healthy() ? "healthy: " : "unhealthy: ") + now.reason());
    return now.healthy() ? DONE : FAILED;
  }

  private int cancel(String executionId)
      throws IOException, UnavailableException, InterruptedException {
    if (executions.cancel(executionId)) {
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
      for (Optional<String> event = running.nextEvent();
          event.isPresent();
          event = running.nextEvent()) {
        send("out", event.get());
      }
      return running.ending().exitCode();
    } catch (ClosedChannelException stopping) {
      // The interruption came while an event was being sent, and closed this end.
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
