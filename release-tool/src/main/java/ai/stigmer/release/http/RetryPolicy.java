package ai.stigmer.release.http;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/// When a unit of requests is tried again, and after what pause.
///
/// @param attempts how often it is tried at most, the first time included
/// @param firstPause the pause after the first failure; each later one is twice as long
/// @param longestPause no pause is longer; a server that asks for a longer one is not asked again
/// @param pauses how a pause is spent
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause, Pauses pauses) {

  // 499 is what some registries' proxies answer when the client seemed gone.
  private static final Set<Integer> PASSING = Set.of(408, 429, 499, 500, 502, 503, 504);

  /// Five attempts within about fifteen seconds, longer where the server asks for it.
  public static final RetryPolicy STANDARD =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(2), Pauses.SLEEPING);

  /// How a pause is spent: a test need not wait.
  @FunctionalInterface
  public interface Pauses {

    /// Sleeps.
    Pauses SLEEPING =
        pause -> {
          try {
            Thread.sleep(pause);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts");
          }
        };

    /// Waits that long.
    ///
    /// @throws InterruptedIOException if the run is being ended
    void pause(Duration pause) throws InterruptedIOException;
  }

  /// A unit of requests that can be carried out again from its beginning.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  public interface Unit<T> {

    /// Carries it out.
    ///
    /// @throws PassingFailure if it may succeed when repeated
    /// @throws IOException if no answer came, which also may succeed when repeated
    T run() throws IOException;
  }

  /// A failure that may pass: the answer said so by its status.
  public static final class PassingFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wanted;

    /// A failure with the pause that the server asked for, if any.
    public PassingFailure(String message, Optional<Duration> wanted) {
      super(message);
      this.wanted = wanted;
    }
  }

  /// Whether an answer of this status may be another one when asked again.
  public static boolean isPassing(int status) {
    return PASSING.contains(status);
  }

  /// The pause an answer asks for in `Retry-After`, in seconds or as a date (RFC 9110 section
  /// 10.2.3).
  public static Optional<Duration> retryAfter(HttpResponse<InputStream> response, Instant now) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(value -> {
          try {
            return Optional.of(
                value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                        now,
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
          } catch (DateTimeParseException unreadable) {
            return Optional.empty();
          }
        })
        .filter(pause -> !pause.isNegative());
  }

  /// Carries out a unit until it succeeds, fails for good, or the attempts are used up.
  ///
  /// @param what what is attempted, as a problem names it: `pushing a layer to ghcr.io`
  /// @throws ReleaseException of kind remote when the attempts are used up, or the server asks for
  ///   a pause that is too long
  public <T> T run(String what, Unit<T> unit) {
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      try {
        return unit.run();
      } catch (InterruptedIOException interrupted) {
        throw ReleaseException.remote("Interrupted while " + what, "Run it again.", interrupted);
      } catch (IOException failure) {
        if (attempt == attempts) {
          throw ReleaseException.remote(
              "Failed while " + what + ", after " + attempts + " attempts",
              "Run it again when the service answers.",
              failure);
        }
        wait(what, pause, failure);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private void wait(String what, Duration pause, IOException failure) {
    Optional<Duration> wanted =
        failure instanceof PassingFailure passing ? passing.wanted : Optional.empty();
    if (wanted.filter(this::isTooLong).isPresent()) {
      throw ReleaseException.remote(
          "The server asks for a long pause while " + what,
          "Run it again in " + wanted.orElseThrow().toMinutes() + " minutes.",
          failure);
    }
    try {
      pauses.pause(wanted.orElse(isTooLong(pause) ? longestPause : pause));
    } catch (InterruptedIOException interrupted) {
      throw ReleaseException.remote("Interrupted while " + what, "Run it again.", interrupted);
    }
  }

  private boolean isTooLong(Duration pause) {
    return pause.compareTo(longestPause) > 0;
  }
}
