package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.RetryPolicy.Unit;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// github-api, every request of which goes through [ApiCalls#ask]: it is authorized, counted and
/// judged there, so that the library's own retries and limits never come into play.
final class LibraryCalls implements GitHubConnector {

  private final ApiCalls calls;
  private final GHRepository repository;

  LibraryCalls(ApiCalls calls) {
    this.calls = calls;
    this.repository = repository(calls.access());
  }

  /// The repository as github-api holds it; only its name is known.
  GHRepository repository() {
    return repository;
  }

  /// Carries out calls of github-api, and fails as the same request by [ApiCalls] would.
  <T> T call(Unit<T> unit) throws IOException {
    try {
      return unit.run();
    } catch (IOException failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof Unanswered unanswered) {
          throw unanswered.failure;
        }
      }
      throw failure;
    } catch (RefusedAnswer | ReleaseException judged) {
      throw judged;
    } catch (RuntimeException unread) {
      // github-api takes for granted that an answer is whole.
      throw somethingElse(unread);
    }
  }

  private ReleaseException somethingElse(RuntimeException unread) {
    return ReleaseException.remote(
        "GitHub at " + calls.access().api().getRawAuthority() + " answered with something else",
        "Run it again; if it stays, look at https://www.githubstatus.com.",
        unread);
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    URI address = calls.access().checkApi(URI.create(request.url().toString()));
    HttpRequest.Builder sent = ApiCalls.request().method(request.method(), body(request));
    Optional.ofNullable(request.contentType())
        .ifPresent(type -> sent.setHeader("Content-Type", type));
    try {
      HttpResponse<InputStream> response = calls.ask(sent, address);
      if (response.statusCode() == HttpURLConnection.HTTP_ACCEPTED) {
        // To github-api "not computed yet" is an empty answer.
        throw somethingElse(new IllegalStateException("HTTP status 202"));
      }
      return new Answer(
          request,
          response.statusCode(),
          response.headers().map(),
          Bodies.read(response, Bodies.JSON_LIMIT));
    } catch (IOException failure) {
      throw new Unanswered(failure);
    }
  }

  private static BodyPublisher body(GitHubConnectorRequest request) throws IOException {
    InputStream body = request.body();
    return request.hasBody() && body != null
        ? BodyPublishers.ofByteArray(body.readAllBytes())
        : BodyPublishers.noBody();
  }

  /// github-api reads a repository before it uses one; a webhook's payload names one for free.
  private GHRepository repository(ApiAccess access) {
    String[] parts = access.repository().split("/", -1);
    Map<String, Object> named =
        Map.of(
            "full_name", access.repository(), "name", parts[1], "owner", Map.of("login", parts[0]));
    String payload = new String(Json.write(Map.of("repository", named)), StandardCharsets.UTF_8);
    try {
      return new GitHubBuilder()
          .withEndpoint(access.api().toString())
          .withConnector(this)
          .build()
          .parseEventPayload(new StringReader(payload), GHEventPayload.Repository.class)
          .getRepository();
    } catch (IOException impossible) {
      throw new IllegalStateException("naming a repository sends nothing", impossible);
    }
  }

  /// A failure that github-api does not recognise, since it would repeat the request on its own.
  private static final class Unanswered extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient IOException failure;

    Unanswered(IOException failure) {
      super(failure.getMessage(), failure);
      this.failure = failure;
    }
  }

  /// An answer, whose body is here already.
  private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

    private final byte[] content;

    Answer(
        GitHubConnectorRequest request,
        int status,
        Map<String, List<String>> headers,
        byte[] content) {
      super(request, status, headers);
      this.content = content;
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(content);
    }
  }
}
