package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryLogin;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.testing.Answer;
import ai.stigmer.release.testing.InMemorySigner;
import ai.stigmer.release.testing.InMemoryTap;
import ai.stigmer.release.testing.SampleRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A world reached by HTTP: a request is one of the real clients' own, with all they make of a
/// fault by asking again, against the embedded registry and GitHub. Git and the signer are reached
/// by their ports.
final class WorldOfRequests implements SimulatedWorld {

  private static final String TAP = "acme/homebrew-tap";
  private static final String SOURCE = "acme/tidy";
  private static final String USER = "tester";
  private static final String TOKEN = "a-token-of-the-simulation";
  private static final String HOST = SampleRelease.REPOSITORY.registry();
  private static final AtomicInteger WORLDS = new AtomicInteger();

  private final Path folder;
  private final Log log;
  private final List<String> told = new ArrayList<>();
  private final EmbeddedRegistry registry;
  private final EmbeddedGitHub gitHub;
  private final InMemoryTap tap;
  private final SourceGit source;
  private final InMemorySigner signer;
  private final World sound;

  /// What tells the requests of a run.
  @FunctionalInterface
  interface Log {

    /// A transport that tells what goes through another one.
    HttpTransport over(HttpTransport transport, Consumer<String> listener);
  }

  /// A world in which nothing was released.
  ///
  /// @param folder where worlds are kept
  static WorldOfRequests in(Path folder, Log log) {
    return new WorldOfRequests(
        folder.resolve("world-" + WORLDS.incrementAndGet()),
        log,
        new InMemoryTap(),
        new SourceGit(),
        new InMemorySigner());
  }

  private WorldOfRequests(
      Path folder, Log log, InMemoryTap tap, SourceGit source, InMemorySigner signer) {
    this.folder = folder;
    this.log = log;
    this.tap = tap;
    this.source = source;
    this.signer = signer;
    registry =
        EmbeddedRegistry.start(
            folder.resolve("registry"), 0, Optional.of(new EmbeddedRegistry.Login(USER, TOKEN)));
    gitHub = EmbeddedGitHub.start(folder.resolve("github"));
    gitHub.addRepository(SOURCE, source, false);
    gitHub.addRepository(TAP, new TapGit(tap), false);
    gitHub.allow(TOKEN, SOURCE, Set.of(TokenRight.CONTENTS));
    gitHub.allow(TOKEN, TAP, Set.of(TokenRight.PULL_REQUESTS));
    sound = world(transport(), _ -> {}, tap, signer);
  }

  @Override
  public SimulatedWorld copy() {
    Path other = folder.resolveSibling("world-" + WORLDS.incrementAndGet());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, other.resolve(folder.relativize(file).toString()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new WorldOfRequests(
        other, log, new InMemoryTap(tap), new SourceGit(source), new InMemorySigner(signer));
  }

  @Override
  public void close() {
    registry.close();
    gitHub.close();
  }

  @Override
  public World reachedBy(Run run, Simulation simulation) {
    HttpTransport simulated =
        request -> {
          told.add(request.uri().toString());
          try {
            return simulation.carry(run, request(run, request), new Call(transport(), request));
          } catch (IOException | RuntimeException failure) {
            throw failure;
          } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
          }
        };
    return world(
        log.over(simulated, told::add),
        simulation::pause,
        WorldOfPorts.port(Tap.class, tap, run, simulation),
        WorldOfPorts.port(Signer.class, signer, run, simulation));
  }

  @Override
  public World sound() {
    return sound;
  }

  @Override
  public Optional<Secret> credential() {
    return Optional.of(Secret.of(TOKEN));
  }

  @Override
  public List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public InMemoryTap tap() {
    return tap;
  }

  @Override
  public void mergePullRequests() {
    for (PullRequest request : pullRequests()) {
      if (request.state() == State.OPEN) {
        ask("PUT", "/pulls/" + request.number() + "/merge");
      }
    }
  }

  @Override
  public List<PullRequest> pullRequests() {
    return ask("GET", "/pulls?state=all&per_page=100").elements().stream()
        .map(request ->
            new PullRequest(
                request.number("number"),
                request.get("head").text("ref"),
                request.text("title"),
                request.text("body"),
                request.find("merged_at").isPresent()
                    ? State.MERGED
                    : State.valueOf(request.text("state").toUpperCase(Locale.ROOT)),
                request.text("html_url")))
        .toList();
  }

  @Override
  public List<String> stored() {
    return WorldOfPorts.stored(signer, stored("_manifests"), stored("_blobs"));
  }

  private List<Digest> stored(String kind) {
    Path digests =
        folder
            .resolve("registry/repositories")
            .resolve(SampleRelease.REPOSITORY.path())
            .resolve(kind);
    if (!Files.exists(digests)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(digests)) {
      return files.map(file -> new Digest(file.getFileName().toString())).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private World world(HttpTransport transport, RetryPolicy.Pauses pauses, Tap git, Signer signing) {
    var retry = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(2), pauses);
    var secret = Secret.of(TOKEN);
    GitHub client = GitHub.connect(gitHub.apiUri(), transport, Optional.of(secret), retry);
    return new World(
        Registry.connect(
            transport, _ -> Optional.of(new RegistryLogin.Password(USER, secret)), retry),
        client.releases(SOURCE),
        Optional.of(new TapPorts(git, client.pullRequests(TAP))),
        Optional.of(signing));
  }

  private HttpTransport transport() {
    return new DirectTransport(registry::answer, gitHub::answer, HOST);
  }

  private Json ask(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gitHub.apiUri() + "/repos/" + TAP + path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return Json.parse(Bodies.read(transport().send(request), Bodies.JSON_LIMIT), "GitHub");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // Keys and numbers of uploads are other ones each time, and so is the port.
  private static Request request(Run run, HttpRequest request) {
    boolean read = isRead(request);
    String path =
        (request.uri().getRawPath() + "?" + request.uri().getRawQuery())
            .replaceFirst("\\?null$", "")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
    return new Request(
        -1,
        run.name(),
        request.method()
            + " "
            + path
            + request.headers().firstValue("Accept").map(type -> " as " + type).orElse(""),
        !read,
        !read && !path.contains("/blobs/"),
        read && !path.startsWith("/_storage"),
        false);
  }

  private static boolean isRead(HttpRequest request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /// A request over HTTP, and the answers it may get in place of the server's.
  private record Call(HttpTransport transport, HttpRequest request)
      implements Carrying<HttpResponse<InputStream>> {

    @Override
    public HttpResponse<InputStream> apply() throws IOException {
      return transport.send(request);
    }

    // That something is not there is a reading's answer like any other: nobody can tell a lie.
    @Override
    public HttpResponse<InputStream> refuse(Fate fate) throws IOException {
      if (fate == Fate.NOT_FOUND && isRead(request)) {
        return apply();
      }
      Answer answer = Answer.to(request, fate.status());
      if (fate.saysWhen()) {
        answer = answer.with("Retry-After", "7");
      }
      if (fate == Fate.UNAUTHORIZED) {
        answer = answer.with("WWW-Authenticate", "Basic realm=\"the simulation\"");
      }
      return answer.with(
          fate.status() >= 500 ? "<html>Unicorn!</html>" : "{\"message\":\"" + fate + "\"}");
    }

    @Override
    public HttpResponse<InputStream> breakOff() throws IOException {
      throw new IOException("broken off");
    }
  }
}
