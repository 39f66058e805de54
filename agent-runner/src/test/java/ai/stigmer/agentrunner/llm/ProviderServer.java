package ai.stigmer.agentrunner.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A server that does to each request what it was told beforehand, and remembers the requests.
final class ProviderServer implements AutoCloseable {

  /// What is done to one request.
  interface Step {

    /// Does it.
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /// A request.
  record Received(String path, Headers headers, JsonNode body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Queue<Step> steps;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch hungUp = new CountDownLatch(1);

  private ProviderServer(HttpServer server, Queue<Step> steps) {
    this.server = server;
    this.steps = steps;
  }

  /// Starts one that refuses what comes after the last step.
  static ProviderServer start(Step... steps) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var provider =
          new ProviderServer(HttpServer.create(address, 0), new ArrayDeque<>(List.of(steps)));
      provider.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      provider.server.createContext("/", provider::answer);
      provider.server.start();
      return provider;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  /// A whole answer.
  static Step stream(String body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      send(exchange, body);
    };
  }

  /// An answer that is no success, with headers `name: value`.
  static Step status(int status, String body, String... headers) {
    return exchange -> {
      for (String header : headers) {
        exchange.getResponseHeaders().add(header.split(": ", 2)[0], header.split(": ", 2)[1]);
      }
      exchange.sendResponseHeaders(status, 0);
      send(exchange, body);
    };
  }

  /// The connection is closed without an answer.
  static Step drop() {
    return HttpExchange::close;
  }

  /// The connection is closed in mid-answer.
  static Step dropAfter(String body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000_000);
      send(exchange, body);
    };
  }

  /// The answer never goes on.
  Step stallAfter(String body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      send(exchange, body);
      closed.await();
    };
  }

  /// No answer comes.
  Step silence() {
    return _ -> closed.await();
  }

  /// The answer never ends, but shows signs of life.
  Step endless(String body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      send(exchange, body);
      try {
        while (!closed.await(20, TimeUnit.MILLISECONDS)) {
          send(exchange, "\n\n");
        }
      } catch (IOException gone) {
        hungUp.countDown();
      }
    };
  }

  /// Adds a step.
  void then(Step step) {
    steps.add(step);
  }

  /// Whether the client closed the connection of an endless answer.
  boolean isHungUpOn() throws InterruptedException {
    return hungUp.await(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              JSON.readTree(exchange.getRequestBody())));
      Step step = steps.poll();
      (step == null ? status(418, "nothing more was expected") : step).answer(exchange);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    OutputStream stream = exchange.getResponseBody();
    for (String line : body.split("(?<=\n)", -1)) {
      stream.write(line.getBytes(UTF_8));
      stream.flush();
    }
  }
}
