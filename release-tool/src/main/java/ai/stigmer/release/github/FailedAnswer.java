package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An answer of 400 or above, read to its end (REST API, "Troubleshooting" and "Rate limits").
///
/// @param method what was asked
/// @param status the answer's status
/// @param message what GitHub said, its list of errors included; empty for a page in HTML
/// @param limit the pause GitHub wants before any further request, if it was a limit
/// @param asked the pause it asks for in `Retry-After`
record FailedAnswer(
    String method, int status, String message, Optional<Duration> limit, Optional<Duration> asked) {

  // "If your requests continue to fail due to a secondary rate limit, wait for at least one minute"
  private static final Duration UNSAID = Duration.ofMinutes(1);

  /// Reads an answer.
  static FailedAnswer read(HttpResponse<InputStream> response) throws IOException {
    String message = message(Bodies.read(response, Bodies.JSON_LIMIT));
    Instant now = date(response).orElseGet(Instant::now);
    Optional<Duration> asked = RetryPolicy.retryAfter(response, now);
    return new FailedAnswer(
        response.request().method(),
        response.statusCode(),
        message,
        limit(response, message, asked, now),
        asked);
  }

  /// Whether it was a request that changes something.
  boolean isWrite() {
    return !method.equals("GET");
  }

  /// Whether it may be another answer next time.
  boolean isPassing() {
    return limit.isPresent() || RetryPolicy.isPassing(status);
  }

  /// Whether GitHub says that it has such a thing already.
  boolean saysAlreadyExists() {
    return status == 422
        && (message.contains("already_exists")
            || message.toLowerCase(Locale.ROOT).contains("already exists"));
  }

  /// Whether GitHub says that a release is not valid, which no repetition mends.
  boolean saysInvalidRelease() {
    return status == 422 && message.contains("; Release ") && !saysAlreadyExists();
  }

  /// Whether GitHub says that it does not have the commit of a release.
  boolean saysUnknownCommit() {
    return saysInvalidRelease() && message.contains("target_commitish");
  }

  /// Whether GitHub says that the repository is archived.
  boolean saysArchived() {
    return status == 403 && message.contains("archived");
  }

  @Override
  public String toString() {
    return "It answered " + status + (message.isEmpty() ? "." : ": " + message);
  }

  private static Optional<Duration> limit(
      HttpResponse<InputStream> response, String message, Optional<Duration> asked, Instant now) {
    String text = message.toLowerCase(Locale.ROOT);
    boolean usedUp = response.headers().firstValue("x-ratelimit-remaining").orElse("").equals("0");
    boolean limited =
        response.statusCode() == 429
            || (response.statusCode() == 403
                && (usedUp
                    || asked.isPresent()
                    || text.contains("secondary rate limit")
                    || text.contains("abuse detection")));
    if (!limited) {
      return Optional.empty();
    }
    Optional<Duration> reset =
        response
            .headers()
            .firstValue("x-ratelimit-reset")
            .filter(value -> usedUp && value.matches("[0-9]{1,12}"))
            .map(value -> Duration.between(now, Instant.ofEpochSecond(Long.parseLong(value))))
            .map(pause -> pause.isNegative() ? Duration.ZERO : pause.plusSeconds(1));
    return Optional.of(asked.or(() -> reset).orElse(UNSAID));
  }

  private static Optional<Instant> date(HttpResponse<InputStream> response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static String message(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (!text.startsWith("{")) {
      return "";
    }
    try {
      Json answer = Json.parse(text, "GitHub");
      Stream<String> errors =
          answer.find("errors").stream()
              .flatMap(list -> list.elements().stream())
              .map(FailedAnswer::error);
      return Stream.concat(answer.find("message").map(Json::text).stream(), errors)
          .collect(Collectors.joining("; "));
    } catch (ReleaseException unreadable) {
      return "";
    }
  }

  /// An entry of `errors`: a text, or an object of resource, field, code and message.
  private static String error(Json entry) {
    if (!entry.toString().startsWith("{")) {
      return entry.toString().replaceAll("^\"|\"$", "");
    }
    return Stream.of("resource", "field", "code", "message")
        .flatMap(name -> entry.find(name).stream())
        .map(value -> value.toString().replaceAll("^\"|\"$", ""))
        .collect(Collectors.joining(" "));
  }
}
