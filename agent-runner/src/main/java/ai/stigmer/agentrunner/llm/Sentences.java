package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.ModelException;
import java.time.Duration;

/// What a person is told of a model that gave no answer.
///
/// @param endpoint the model
/// @param limits how long it had
record Sentences(Endpoint endpoint, ModelSettings.Limits limits) {

  /// The failure in a sentence.
  ///
  /// @param attempts how many were made
  /// @param begun whether part of the answer was given out already, so that it was not asked again
  ModelException of(FailedAttempt attempt, int attempts, boolean begun) {
    String happened =
        switch (attempt.failure()) {
          case Failure.Refused refused -> refused(refused);
          case Failure.Reported reported ->
              " reported an error%s.".formatted(quoted(reported.said()));
          case Failure.Unreachable(String why) ->
              " cannot be reached at %s%s: %s"
                  .formatted(endpoint.baseUrl(), why.isBlank() ? "" : " (" + why + ")", reach());
          case Failure.BrokenOff _ ->
              " broke off the connection before its answer was complete%s: try again."
                  .formatted(begun ? ", in mid-sentence" : "");
          case Failure.Stalled _ ->
              " fell silent in mid-answer for " + seconds(limits.silence()) + ": try again.";
          case Failure.Late _ ->
              " gave no whole answer within %s: ask for less at once, or take a faster model."
                  .formatted(seconds(limits.total()));
          case Failure.Nonsense _ ->
              " gave an answer that is not in %s's format: check that %s is such a server."
                  .formatted(endpoint.choice().provider().label(), endpoint.baseUrl());
          case Failure.Empty _ ->
              " gave an empty answer, neither text nor a tool call: try again or take another model.";
          case Failure.Endless(int mebibytes) ->
              " gave an answer without an end, of more than %d MiB: try again or take another model."
                  .formatted(mebibytes);
          case Failure.Cut _ -> " reached its limit of tokens in mid-answer: ask for less at once.";
        };
    return new ModelException(
        endpoint.name()
            + happened
            + (attempts > 1 ? " It was tried %d times.".formatted(attempts) : ""),
        attempt);
  }

  private String refused(Failure.Refused refused) {
    int status = refused.status();
    return switch (status) {
      case 401, 403 ->
          " refuses the key (HTTP %d): check %s.".formatted(status, endpoint.keyVariables());
      case 404 -> " is not there (HTTP 404)%s: %s".formatted(quoted(refused.said()), find());
      case 429 ->
          " takes no more requests for now (HTTP 429)%s: wait%s, or raise the account's limits."
              .formatted(
                  quoted(refused.said()),
                  refused.retryAfter().map(wait -> " " + seconds(wait)).orElse(" a while"));
      default -> {
        if (status >= 500) {
          yield " failed (HTTP %d)%s: try again later.".formatted(status, quoted(refused.said()));
        }
        if (status < 400) {
          yield " answers with a redirection (HTTP %d), which is not followed: set its final address."
              .formatted(status);
        }
        yield " refuses the request (HTTP %d)%s.".formatted(status, quoted(refused.said()));
      }
    };
  }

  private String find() {
    String name =
        switch (endpoint.choice().provider()) {
          case OLLAMA -> "`ollama pull %s`".formatted(endpoint.choice().name());
          case ANTHROPIC, OPENAI -> "check the name of the model";
        };
    return name
        + (endpoint.ownAddress()
            ? "."
            : ", or check the base URL %s.".formatted(endpoint.baseUrl()));
  }

  private String reach() {
    return switch (endpoint.choice().provider()) {
      case OLLAMA ->
          "start it by `ollama serve`; for a runner in a container it must listen beyond 127.0.0.1"
              + " (OLLAMA_HOST=0.0.0.0) and OLLAMA_BASE_URL must name its machine.";
      case ANTHROPIC, OPENAI -> "check the network and the base URL.";
    };
  }

  private static String quoted(String said) {
    return said.isBlank() ? "" : ": \"" + said + "\"";
  }

  private static String seconds(Duration duration) {
    return Math.max(1, duration.toSeconds()) + " s";
  }
}
