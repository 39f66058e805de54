package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.Links;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.http.RetryPolicy.PassingFailure;
import ai.stigmer.release.http.RetryPolicy.Unit;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Requests to the REST API about one repository, and what their answers mean: every request of
/// this package passes [#exchange].
final class ApiCalls {

  /// No answer takes longer to begin, uploads apart.
  static final Duration TIME_LIMIT = Duration.ofMinutes(1);

  /// The most elements that GitHub gives in a page.
  static final int LARGEST_PAGE = 100;

  // GitHub's reads lag behind its writes by a second or two.
  private static final int LOOKS = 3;
  private static final int MOST_PAGES = 10_000;

  private final ApiAccess access;
  private final HttpTransport transport;
  private final RetryPolicy retry;

  ApiCalls(ApiAccess access, HttpTransport transport, RetryPolicy retry) {
    this.access = access;
    this.transport = transport;
    this.retry = retry;
  }

  ApiAccess access() {
    return access;
  }

  /// Sends a request, with the token where it may go.
  ///
  /// @throws RefusedAnswer if the answer says no for a reason that depends on the question
  /// @throws ReleaseException if the answer says no whatever was asked
  /// @throws IOException if it may succeed when repeated
  HttpResponse<InputStream> exchange(HttpRequest.Builder request, URI uri) throws IOException {
    request.uri(uri).setHeader("X-GitHub-Api-Version", "2022-11-28");
    request.setHeader("User-Agent", "stigmer-release-tool");
    access.authorize(request, uri);
    HttpResponse<InputStream> response = transport.send(request.build());
    if (response.statusCode() < 400) {
      return response;
    }
    FailedAnswer failed = FailedAnswer.read(response);
    if (failed.isPassing()) {
      throw new PassingFailure(failed.toString(), failed.limit().or(failed::asked));
    }
    throw new RefusedAnswer(failed);
  }

  /// Sends a request that is answered here and now.
  HttpResponse<InputStream> ask(HttpRequest.Builder request, URI uri) throws IOException {
    HttpResponse<InputStream> response = exchange(request.timeout(TIME_LIMIT), uri);
    if (response.statusCode() >= 300) {
      Bodies.discard(response);
      throw ReleaseException.input(
          "The repository " + access.repository() + " has moved on GitHub",
          "Give its new name in release.yaml.");
    }
    return response;
  }

  /// Reads JSON.
  Json get(String path) throws IOException {
    return json(ask(request(), access.address(path)));
  }

  /// Reads JSON that may be absent.
  Optional<Json> find(String path) throws IOException {
    try {
      return Optional.of(get(path));
    } catch (RefusedAnswer refused) {
      if (refused.isAbsent()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /// Reads the elements of every page of a list (REST API, "Using pagination").
  ///
  /// @param size how many elements a page has, 100 at most
  List<Json> pages(String path, int size) throws IOException {
    var elements = new ArrayList<Json>();
    URI page = access.address(path + "?per_page=" + size);
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      HttpResponse<InputStream> response = ask(request(), page);
      elements.addAll(json(response).elements());
      Optional<URI> next = Links.next(response);
      if (next.isEmpty()) {
        return elements;
      }
      page = access.checkApi(next.get());
    }
    throw ReleaseException.remote(source() + " lists " + path + " without an end", "Run it again.");
  }

  /// Changes some fields.
  Json patch(String path, Map<String, ?> fields) throws IOException {
    return json(
        ask(
            request()
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(Json.write(fields))),
            access.address(path)));
  }

  /// Asks for something to be created that is invalid. GitHub judges that only once the token may
  /// create it at all, so that the refusal is the proof.
  ///
  /// @throws ReleaseException if the token may not
  void tryWrite(String what, String path) {
    run(
        what,
        () -> {
          HttpRequest.Builder empty =
              request()
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(Json.write(Map.of())));
          try {
            Bodies.discard(ask(empty, access.address(path)));
            throw ReleaseException.remote(
                source() + " did not refuse what is invalid, so that it proves no right",
                "Check GITHUB_API_URL, and what is on the way to it.");
          } catch (RefusedAnswer refused) {
            if (refused.answer().status() != 422) {
              throw refused;
            }
            return path;
          }
        });
  }

  /// Deletes what may be gone already.
  void delete(String path) throws IOException {
    try {
      Bodies.discard(ask(request().DELETE(), access.address(path)));
    } catch (RefusedAnswer refused) {
      if (!refused.isAbsent()) {
        throw refused;
      }
    }
  }

  /// A body as JSON.
  Json json(HttpResponse<InputStream> response) throws IOException {
    return Json.parse(Bodies.read(response, Bodies.JSON_LIMIT), source());
  }

  /// Carries out a unit of requests, again if need be.
  ///
  /// @param what what is attempted, as a problem names it: `reading the releases`
  /// @throws ReleaseException if GitHub refuses, or the attempts are used up
  <T> T run(String what, Unit<T> unit) {
    String named = what + " of " + access.repository();
    try {
      return retry.run(named + " at " + access.api(), unit);
    } catch (RefusedAnswer refused) {
      throw problem(named, refused.answer());
    }
  }

  /// Carries out a call that creates something. Before a second attempt it looks for what the first
  /// may have made although its reply was lost.
  <T> T create(String what, Unit<Optional<T>> look, Unit<T> call) {
    var tried = new AtomicBoolean();
    return run(
        what,
        () -> {
          Optional<T> made = tried.getAndSet(true) ? look.run() : Optional.empty();
          return made.isPresent() ? made.get() : call.run();
        });
  }

  /// Reads a few times until enough is seen, and gives what was read last.
  <T> T readUntil(String what, Predicate<T> enough, Unit<T> unit) {
    Duration pause = retry.firstPause();
    for (int look = 1; ; look++) {
      T seen = run(what, unit);
      if (look == LOOKS || enough.test(seen)) {
        return seen;
      }
      try {
        retry.pauses().pause(pause);
      } catch (InterruptedIOException interrupted) {
        throw ReleaseException.remote("Interrupted while " + what, "Run it again.", interrupted);
      }
      pause = pause.multipliedBy(2);
    }
  }

  /// A request to the API that is still to be told what it asks.
  static HttpRequest.Builder request() {
    return HttpRequest.newBuilder().header("Accept", "application/vnd.github+json");
  }

  private String source() {
    return "GitHub at " + access.api().getRawAuthority();
  }

  private ReleaseException problem(String what, FailedAnswer answer) {
    if (answer.saysArchived()) {
      return ReleaseException.input(
          "The repository " + access.repository() + " is archived: nothing can be written to it",
          "Take it out of the archive, in its settings on GitHub.");
    }
    if (answer.saysUnknownCommit()) {
      return new ReleaseException(
          new Problem(
              Kind.INPUT,
              source() + " does not have the commit of the release",
              answer.toString(),
              "Push its tag, then run it again."));
    }
    if (answer.saysInvalidRelease()) {
      return new ReleaseException(
          new Problem(
              Kind.INPUT,
              source() + " takes no such release: it refused " + what,
              answer.toString(),
              "Mend what it names, then run it again."));
    }
    return switch (answer.status()) {
      case 401, 403 -> access.refused(what, answer.toString());
      case 404 ->
          access.refused(
              what,
              answer.isWrite()
                  ? answer + " Either it is not there, or the token may not write to it."
                  : answer + " Either it is not there, or the token may not see it.");
      default ->
          new ReleaseException(
              new Problem(
                  Kind.REMOTE,
                  source() + " refused " + what,
                  answer.toString(),
                  "Mend what it names and run it again."));
    };
  }
}
