package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.json.JsonValue;
import ai.stigmer.agentrunner.json.MalformedJsonException;
import java.util.Optional;
import java.util.Set;

/// What servers say, as JSON and as errors.
final class ServerWords {

  private static final int LONGEST_QUOTE = 300;

  /// The errors in mid-stream that pass: Anthropic's, then OpenAI's.
  private static final Set<String> PASSING =
      Set.of("overloaded_error", "rate_limit_error", "api_error", "timeout_error", "server_error");

  private ServerWords() {}

  /// The JSON object in a text.
  static Optional<JsonValue> object(String text) {
    try {
      return Optional.of(JsonValue.parseLeniently(text)).filter(JsonValue::isObject);
    } catch (MalformedJsonException noJson) {
      return Optional.empty();
    }
  }

  /// The error a piece of an answer reports, if it does.
  static Optional<Failure> error(JsonValue piece, Endpoint endpoint) {
    JsonValue error = piece.get("error");
    return error.isAbsent()
        ? Optional.empty()
        : Optional.of(
            new Failure.Reported(
                error.get("type").text().filter(PASSING::contains).isPresent(),
                quote(piece, endpoint)));
  }

  /// The words of an error's body: ollama has a text under `error`, the others an object with a
  /// `message`. Pages for browsers are left out.
  static String quote(String body, Endpoint endpoint) {
    return object(body)
        .map(json -> quote(json, endpoint))
        .orElseGet(() -> body.stripLeading().startsWith("<") ? "" : oneLine(body, endpoint));
  }

  private static String quote(JsonValue json, Endpoint endpoint) {
    JsonValue error = json.get("error");
    JsonValue message = error.isObject() ? error.get("message") : error;
    return oneLine(message.text().or(json.get("message")::text).orElse(""), endpoint);
  }

  private static String oneLine(String text, Endpoint endpoint) {
    String line = endpoint.withoutKey(text).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }
}
