package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A container registry on this machine's loopback (OCI distribution specification 1.1): blobs in
/// one piece, in chunks and mounted, manifests, tags in pages, referrers. Any client can use it.
///
/// What it holds are plain files below its folder, laid out as [Storage] says; a registry started
/// again on the same folder has the same content.
public final class EmbeddedRegistry implements AutoCloseable {

  private final HttpServer server;
  private final Door door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final Optional<Login> login;
  private final RegistryRoutes routes;

  /// The one login a registry accepts, by Basic authentication. Its text leaves out the password.
  public record Login(String user, String password) {

    private boolean isShownBy(HttpExchange exchange) {
      String pair = user + ":" + password;
      String expected =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      String shown =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return user;
    }
  }

  private EmbeddedRegistry(
      InetAddress loopback,
      int port,
      Storage storage,
      Optional<Login> login,
      boolean listsReferrers)
      throws IOException {
    this.login = login;
    this.routes = new RegistryRoutes(storage, listsReferrers);
    this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    this.door = Door.open(loopback, port, server.getAddress(), threads);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /// Starts a registry.
  ///
  /// @param folder where its content is kept; made if it is not there
  /// @param port the port on loopback; 0 for any that is free
  /// @param login what it asks of every client; nothing to let everyone in
  /// @throws ReleaseException of kind input if the port is taken or the folder cannot be used
  public static EmbeddedRegistry start(Path folder, int port, Optional<Login> login) {
    return start(folder, port, login, true);
  }

  /// As [#start(Path, int, Optional)], but as registries were before version 1.1 of the
  /// specification: without the list of referrers.
  public static EmbeddedRegistry startWithoutReferrers(
      Path folder, int port, Optional<Login> login) {
    return start(folder, port, login, false);
  }

  private static EmbeddedRegistry start(
      Path folder, int port, Optional<Login> login, boolean listsReferrers) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new EmbeddedRegistry(loopback, port, new Storage(folder), login, listsReferrers);
    } catch (IOException unusable) {
      throw ReleaseException.input(
          "The embedded registry cannot start on port "
              + port
              + " in "
              + folder
              + ": "
              + unusable.getMessage(),
          "Choose a free port and a writable folder.");
    }
  }

  /// Host and port, as a repository begins with: `127.0.0.1:5000`.
  public String address() {
    return "127.0.0.1:" + door.port();
  }

  /// Every request answered so far, in the order of the answers.
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    door.close();
    server.stop(0);
    threads.close();
  }

  /// Answers a request, which need not have come through the port.
  public void answer(HttpExchange http) throws IOException {
    try (var exchange = new RegistryExchange(http, requests::add)) {
      exchange.answer(() -> {
        if (login.isPresent() && !login.get().isShownBy(http)) {
          http.getResponseHeaders()
              .set("WWW-Authenticate", "Basic realm=\"the embedded registry\"");
          throw RegistryRefusal.unauthorized();
        }
        routes.answer(exchange);
      });
    }
  }
}
