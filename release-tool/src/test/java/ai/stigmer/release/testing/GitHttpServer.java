package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The repositories of a folder behind `git http-backend`, Git's own smart HTTP server, on
/// loopback.
///
/// A repository's own hooks run, so a push is rejected by its `hooks/pre-receive`. Faults are
/// queued and met by the requests that follow, one each.
public final class GitHttpServer implements AutoCloseable {

  /// What happens to a request instead of, or besides, being answered.
  public sealed interface Fault {

    /// It is answered with this status and never reaches Git.
    record Status(int code) implements Fault {}

    /// It is sent to another address.
    record Redirect(String location) implements Fault {}

    /// It is done, and its reply is lost.
    record LoseReply() implements Fault {}

    /// Something else happens just before it.
    record Before(Runnable action) implements Fault {}
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private final Optional<String> password;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Deque<Fault> pushFaults = new ArrayDeque<>();
  private final Deque<Fault> faults = new ArrayDeque<>();

  /// Serves the repositories of a folder; without a password, to anyone.
  public GitHttpServer(Path folder, Optional<String> password) throws IOException {
    this.folder = folder;
    this.password = password;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// The URL of a repository in the folder.
  public String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  /// The method and path of every request so far.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// Has the next requests meet these faults.
  public void next(Fault... queued) {
    synchronized (faults) {
      faults.addAll(List.of(queued));
    }
  }

  /// Has the next requests that carry a push meet these faults.
  public void nextPush(Fault... queued) {
    synchronized (faults) {
      pushFaults.addAll(List.of(queued));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (nextFault(exchange, path)) {
        case Fault.Status(int code) -> exchange.sendResponseHeaders(code, -1);
        case Fault.Redirect(String location) -> {
          exchange.getResponseHeaders().add("Location", location);
          exchange.sendResponseHeaders(301, -1);
        }
        case Fault.LoseReply() -> backend(exchange, body);
        case Fault.Before(Runnable action) -> {
          action.run();
          reply(exchange, body);
        }
      }
    }
  }

  private Fault nextFault(HttpExchange exchange, String path) {
    boolean push = path.endsWith("/git-receive-pack") && exchange.getRequestMethod().equals("POST");
    synchronized (faults) {
      Fault fault = push ? pushFaults.poll() : null;
      fault = fault == null ? faults.poll() : fault;
      return fault == null ? new Fault.Before(() -> {}) : fault;
    }
  }

  private void reply(HttpExchange exchange, byte[] body) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (password.isPresent() && !basic(password.get()).equals(authorization)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    byte[] output = backend(exchange, body);
    int end = new String(output, ISO_8859_1).indexOf("\r\n\r\n");
    int status = 200;
    for (String line : new String(output, 0, end, UTF_8).lines().toList()) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    int length = output.length - end - 4;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(output, end + 4, length);
    }
  }

  /// Runs `git http-backend` by the rules of CGI (RFC 3875) and gives its whole output.
  private byte[] backend(HttpExchange exchange, byte[] body) throws IOException {
    var builder =
        new ProcessBuilder("git", "http-backend")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    Program.settleGit(environment);
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REMOTE_USER", "tester");
    environment.put("REMOTE_ADDR", "127.0.0.1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    environment.put("CONTENT_LENGTH", Integer.toString(body.length));
    putHeader(environment, "CONTENT_TYPE", exchange, "Content-Type");
    putHeader(environment, "HTTP_CONTENT_ENCODING", exchange, "Content-Encoding");
    putHeader(environment, "GIT_PROTOCOL", exchange, "Git-Protocol");
    Process process = builder.start();
    var output = new ByteArrayOutputStream();
    Thread reader =
        Thread.startVirtualThread(() -> {
          try (InputStream in = process.getInputStream()) {
            in.transferTo(output);
          } catch (IOException cut) {
            output.reset();
          }
        });
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    } catch (IOException unread) {
      // It may answer without reading all of it.
    }
    try {
      reader.join();
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return output.toByteArray();
  }

  private static void putHeader(
      Map<String, String> environment, String variable, HttpExchange exchange, String header) {
    Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
        .ifPresent(value -> environment.put(variable, value));
  }

  private static String basic(String password) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("x-access-token:" + password).getBytes(UTF_8));
  }
}
