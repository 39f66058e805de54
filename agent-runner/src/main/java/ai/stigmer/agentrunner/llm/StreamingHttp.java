package ai.stigmer.agentrunner.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.json.JsonValue;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// LangChain4j's way to a server, for one reply. Unlike LangChain4j's own it stays on the calling
/// thread: an interruption closes the connection, no thread outlives a call, and a failure is
/// thrown with what the server said of it.
///
/// @param client makes the connections; follows no redirections
/// @param endpoint what is called
/// @param silence the longest pause between two pieces of an answer
/// @param deadline when the answer must be complete
record StreamingHttp(
    java.net.http.HttpClient client, Endpoint endpoint, Duration silence, Deadline deadline)
    implements HttpClient, HttpClientBuilder {

  private static final int LONGEST_ERROR = 64 * 1024;

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("Answers are streamed.");
  }

  /// Makes the request and hands over its answer, all of it before this returns.
  ///
  /// @throws FailedAttempt if there was no complete answer
  /// @throws InterruptedAttempt if the calling thread was interrupted
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (var body = new PacedBody(silence, deadline)) {
      HttpResponse<InputStream> response = send(request, body);
      if (response.statusCode() / 100 != 2) {
        throw new FailedAttempt(refused(response));
      }
      var events = new CheckedEvents(listener, endpoint);
      events.onOpen(
          SuccessfulHttpResponse.builder()
              .statusCode(response.statusCode())
              .headers(response.headers().map())
              .build());
      parser.parse(body, events);
      events.end(body.hasBegun());
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request, PacedBody body) {
    Duration left = deadline.left();
    if (!left.isPositive()) {
      throw new FailedAttempt(new Failure.Late());
    }
    var outgoing =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(left)
            .method(request.method().name(), BodyPublishers.ofString(body(request)));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
    try {
      return client.send(outgoing.build(), _ -> body);
    } catch (HttpConnectTimeoutException | ConnectException | SSLException unreachable) {
      throw new FailedAttempt(
          new Failure.Unreachable(Objects.requireNonNullElse(unreachable.getMessage(), "")),
          unreachable);
    } catch (HttpTimeoutException late) {
      throw new FailedAttempt(new Failure.Late(), late);
    } catch (IOException broken) {
      throw new FailedAttempt(new Failure.BrokenOff(), broken);
    } catch (InterruptedException interruption) {
      throw new InterruptedAttempt(interruption);
    }
  }

  /// LangChain4j tells ollama to stop at no word, which would turn off the model's own stop words
  /// (ollama#3629); it should not tell at all.
  private static String body(HttpRequest request) {
    return ServerWords.object(request.body())
        .map(body -> {
          JsonValue options = body.get("options");
          if (options.isObject() && options.get("stop").elements().isEmpty()) {
            options.remove("stop");
          }
          return body.toString();
        })
        .orElse(request.body());
  }

  private Failure refused(HttpResponse<InputStream> response) {
    String said;
    try {
      said = new String(response.body().readNBytes(LONGEST_ERROR), UTF_8);
    } catch (IOException broken) {
      said = "";
    }
    return new Failure.Refused(
        response.statusCode(),
        response.headers().firstValue("retry-after").flatMap(StreamingHttp::pause),
        ServerWords.quote(said, endpoint));
  }

  /// The time a Retry-After header names, in seconds or by its end (RFC 9110, 10.2.3).
  private static Optional<Duration> pause(String header) {
    if (header.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      Duration wait =
          Duration.between(
              ZonedDateTime.now(ZoneOffset.UTC),
              ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }

  /// Itself: LangChain4j sets time-outs, which are this call's own here.
  @Override
  public HttpClient build() {
    return this;
  }

  @Override
  public Duration connectTimeout() {
    return deadline.left();
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return silence;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }
}
