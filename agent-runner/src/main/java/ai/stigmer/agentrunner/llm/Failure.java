package ai.stigmer.agentrunner.llm;

import java.time.Duration;
import java.util.Optional;

/// Why an attempt gave no answer.
sealed interface Failure {

  /// The server answered with something else than 2xx.
  ///
  /// @param status the HTTP status
  /// @param retryAfter how long to wait before the next attempt, if the server says so
  /// @param said the server's own words, without the key
  record Refused(int status, Optional<Duration> retryAfter, String said) implements Failure {}

  /// The server reported an error in place of (the rest of) an answer.
  ///
  /// @param passing whether it may have passed at the next attempt
  /// @param said the server's own words, without the key
  record Reported(boolean passing, String said) implements Failure {}

  /// There was no connection.
  ///
  /// @param why what is known of it; may be empty
  record Unreachable(String why) implements Failure {}

  /// The connection broke, or ended before the answer did.
  record BrokenOff() implements Failure {}

  /// The answer, once begun, did not go on.
  record Stalled() implements Failure {}

  /// The answer was not there in time.
  record Late() implements Failure {}

  /// What came was not in the provider's format.
  record Nonsense() implements Failure {}

  /// The answer had neither text nor a tool call.
  record Empty() implements Failure {}

  /// The answer reached the provider's limit of tokens.
  record Cut() implements Failure {}

  /// The answer did not come to an end.
  ///
  /// @param mebibytes after how many it was given up
  record Endless(int mebibytes) implements Failure {}

  /// Whether another attempt may succeed.
  default boolean mayPass() {
    return switch (this) {
      case Refused refused ->
          refused.status == 408 || refused.status == 429 || refused.status >= 500;
      case Reported reported -> reported.passing;
      case Unreachable _, BrokenOff _ -> true;
      case Stalled _, Late _, Nonsense _, Empty _, Cut _, Endless _ -> false;
    };
  }

  /// How long the server wants to be left alone.
  default Optional<Duration> wish() {
    return this instanceof Refused refused ? refused.retryAfter : Optional.empty();
  }
}
