package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A forward proxy for plain HTTP on loopback (RFC 9112 section 3.2.2) that counts the writes of a
/// client and has one of them meet a mishap.
public final class FaultyProxy implements AutoCloseable {

  // These are between two neighbours, or the client of this proxy sets them itself.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "transfer-encoding",
          "upgrade");

  private static final int PATIENCE_MILLIS = 60_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(threads)
          .build();
  private Strike strike = Strike.NONE;
  private int requests;
  private int writes;

  private record Strike(int write, Mishap mishap, Runnable end) {
    static final Strike NONE = new Strike(0, Mishap.DROPPED, () -> {});
  }

  private FaultyProxy(HttpServer server) {
    this.server = server;
  }

  /// Starts one that passes everything on.
  public static FaultyProxy start() throws IOException {
    var proxy =
        new FaultyProxy(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    proxy.server.setExecutor(proxy.threads);
    proxy.server.createContext("/", proxy::answer);
    proxy.server.start();
    return proxy;
  }

  /// The port it listens on.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Counts anew, and has one write meet a mishap.
  ///
  /// @param write its number, from 1, or 0 for none
  /// @param end ends the client, and returns when it has ended
  public synchronized void strikeAt(int write, Mishap mishap, Runnable end) {
    strike = new Strike(write, mishap, end);
    requests = 0;
    writes = 0;
  }

  /// How many requests there were since the count began.
  public synchronized int requests() {
    return requests;
  }

  /// How many writes there were since the count began.
  public synchronized int writes() {
    return writes;
  }

  /// Whether a request asks for a change: Git reads by POST too (gitprotocol-http).
  public static boolean isWrite(String method, String path) {
    return !Set.of("GET", "HEAD").contains(method) && !path.endsWith("/git-upload-pack");
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Strike met = next(exchange);
      if (met.equals(Strike.NONE)) {
        pass(exchange, body);
        return;
      }
      switch (met.mishap()) {
        case KILLED_BEFORE -> met.end().run();
        case KILLED_HALFWAY -> {
          sendHalf(exchange, body);
          met.end().run();
        }
        case KILLED_AFTER, INTERRUPTED, TERMINATED -> {
          forward(exchange, body);
          met.end().run();
        }
        case DROPPED -> {
          // To close the exchange is all there is to it.
        }
        case REPLY_LOST -> forward(exchange, body);
        case ANSWER_CUT -> {
          HttpResponse<byte[]> whole = forward(exchange, body);
          begin(exchange, whole);
          exchange.getResponseBody().write(whole.body(), 0, whole.body().length / 2);
        }
        case CAPTIVE_PORTAL -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>Welcome to our hotel</html>".getBytes(UTF_8));
        }
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case LIMITED -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(429, -1);
        }
      }
    }
  }

  private synchronized Strike next(HttpExchange exchange) {
    requests++;
    if (isWrite(exchange.getRequestMethod(), exchange.getRequestURI().getPath())
        && ++writes == strike.write()) {
      return strike;
    }
    return Strike.NONE;
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpResponse<byte[]> answer = forward(exchange, body);
    begin(exchange, answer);
    if (answer.body().length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  private static void begin(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, values);
          }
        });
    // What HEAD tells of a body that is not sent.
    if (exchange.getRequestMethod().equals("HEAD")) {
      answer
          .headers()
          .firstValue("Content-Length")
          .ifPresent(length -> headers.set("Content-Length", length));
    }
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(exchange.getRequestURI())
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException(ended);
    }
  }

  private static void sendHalf(HttpExchange exchange, byte[] body) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    var head =
        new StringBuilder(exchange.getRequestMethod() + " " + path + " HTTP/1.1\r\n")
            .append("Host: " + uri.getAuthority() + "\r\n")
            .append("Content-Length: " + body.length + "\r\n");
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> head.append(header.getKey() + ": " + value + "\r\n"));
      }
    }
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write((head + "\r\n").getBytes(ISO_8859_1));
      out.write(body, 0, body.length / 2);
      socket.shutdownOutput();
      // The server is done with it when it closes.
      socket.getInputStream().readAllBytes();
    }
  }
}
