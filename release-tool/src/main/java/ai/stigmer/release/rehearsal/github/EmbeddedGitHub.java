package ai.stigmer.release.rehearsal.github;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A GitHub on loopback, as its REST API documentation (version 2022-11-28) describes releases,
/// their assets, tags and pull requests. Addresses are those of an enterprise server: the API below
/// `/api/v3`, uploads below `/api/uploads`. What it holds is kept in a folder, where the next start
/// finds it.
public final class EmbeddedGitHub implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI address;
  private final Path folder;
  private final String storageKey = UUID.randomUUID().toString();
  private final Map<String, ApiRoutes> repositories = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Set<TokenRight>>> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> moved = new ConcurrentHashMap<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

  private EmbeddedGitHub(HttpServer server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Starts on a free port of loopback.
  ///
  /// @param folder where the state and the assets' bytes are kept
  /// @throws ReleaseException of kind remote if it cannot listen
  public static EmbeddedGitHub start(Path folder) {
    return start(folder, 0);
  }

  /// Starts on a port of loopback.
  ///
  /// @param folder where the state and the assets' bytes are kept
  /// @param port the port, or 0 for a free one
  /// @throws ReleaseException of kind remote if it cannot listen
  public static EmbeddedGitHub start(Path folder, int port) {
    try {
      var listening = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      var gitHub = new EmbeddedGitHub(HttpServer.create(listening, 0), folder);
      gitHub.server.createContext("/", gitHub::answer);
      gitHub.server.setExecutor(gitHub.threads);
      gitHub.server.start();
      return gitHub;
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The embedded GitHub cannot listen on port " + port + " of this machine",
          "Choose another port.",
          failure);
    }
  }

  /// Adds a repository, with what the folder holds of it from before.
  ///
  /// @param ownerAndName `owner/name`
  /// @param git its Git side
  /// @param immutableReleases whether a release becomes immutable when it is published
  public void addRepository(String ownerAndName, GitFacts git, boolean immutableReleases) {
    repositories.put(
        key(ownerAndName),
        new ApiRoutes(
            new HostedRepository(
                address, ownerAndName, git, immutableReleases, folder.resolve(ownerAndName)),
            storageKey));
  }

  /// Archives a repository: it can be read, and not written.
  public void archive(String ownerAndName) {
    repository(ownerAndName).archive();
  }

  /// Has rules protect the branches of a repository.
  public void protect(String ownerAndName) {
    repository(ownerAndName).protect();
  }

  /// Gives a repository another name; its old one leads there.
  public void rename(String ownerAndName, String other) {
    repositories.put(key(other), repository(ownerAndName));
    repositories.remove(key(ownerAndName));
    moved.put(key(ownerAndName), other);
  }

  /// Makes a token known, and gives it rights in a repository. Every known token reads everything.
  public void allow(String token, String ownerAndName, Set<TokenRight> rights) {
    tokens
        .computeIfAbsent(token, unknown -> new ConcurrentHashMap<>())
        .put(key(ownerAndName), Set.copyOf(rights));
  }

  /// Makes a token unknown, as when it expires.
  public void expire(String token) {
    tokens.remove(token);
  }

  /// Where its pages are, as in `GITHUB_SERVER_URL`.
  public URI serverUri() {
    return address;
  }

  /// Where its REST API is, as in `GITHUB_API_URL`.
  public URI apiUri() {
    return URI.create(api(address));
  }

  /// Every request it has answered, in the order of the answers. One that broke off has no answer.
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /// Breaks off what is being answered, and returns when nothing is written to its folder any more.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  static String api(URI server) {
    return server + "/api/v3";
  }

  static String uploads(URI server) {
    return server + "/api/uploads";
  }

  /// Answers a request, which need not have come through the port.
  public void answer(HttpExchange raw) throws IOException {
    var exchange = new ApiExchange(raw, address, requests);
    try (raw) {
      try {
        route(exchange, exchange.path());
      } catch (ApiRefusal refusal) {
        exchange.answer(refusal.status(), refusal.body());
      } catch (ReleaseException mistyped) {
        exchange.answer(422, ApiExchange.object("message", mistyped.problem().summary()));
      }
    }
  }

  private void route(ApiExchange exchange, List<String> path) throws IOException {
    if (starts(path, "api", "v3", "repos") || starts(path, "api", "uploads", "repos")) {
      checkToken(exchange);
      String name = path.get(3) + "/" + path.get(4);
      if (moved.containsKey(key(name))) {
        exchange.answer(301, ApiExchange.object("message", "Moved Permanently"));
        return;
      }
      repository(name)
          .answer(exchange, path.subList(5, path.size()), right -> holds(exchange, name, right));
    } else if (path.size() == 4 && path.getFirst().equals("_storage")) {
      repository(path.get(1) + "/" + path.get(2)).stored(exchange, path.get(3));
    } else if (path.size() == 6
        && path.get(2).equals("releases")
        && path.get(3).equals("download")) {
      repository(path.get(0) + "/" + path.get(1)).download(exchange, path.get(4), path.get(5));
    } else {
      throw ApiRefusal.notFound();
    }
  }

  private ApiRoutes repository(String name) {
    return Optional.ofNullable(repositories.get(key(name))).orElseThrow(ApiRefusal::notFound);
  }

  private void checkToken(ApiExchange exchange) {
    if (exchange.token().filter(token -> !tokens.containsKey(token)).isPresent()) {
      throw ApiRefusal.of(401, "Bad credentials");
    }
  }

  private boolean holds(ApiExchange exchange, String repository, TokenRight right) {
    return exchange
        .token()
        .map(tokens::get)
        .map(rights -> rights.getOrDefault(key(repository), Set.of()).contains(right))
        .orElse(false);
  }

  /// GitHub's names do not tell upper case from lower case.
  private static String key(String ownerAndName) {
    return ownerAndName.toLowerCase(Locale.ROOT);
  }

  private static boolean starts(List<String> path, String... parts) {
    return path.size() > parts.length + 2 && path.subList(0, parts.length).equals(List.of(parts));
  }
}
