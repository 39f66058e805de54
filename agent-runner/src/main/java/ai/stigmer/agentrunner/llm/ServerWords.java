package ai.stigmer.agentrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;

/// What servers say, as JSON and as errors.
final class ServerWords {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int LONGEST_QUOTE = 300;

  /// The errors in mid-stream that pass: Anthropic's, then OpenAI's.
  private static final Set<String> PASSING =
      Set.of("overloaded_error", "rate_limit_error", "api_error", "timeout_error", "server_error");

  private ServerWords() {}

  /// The JSON object in a text.
  static Optional<JsonNode> object(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  /// The error a piece of an answer reports, if it does.
  static Optional<Failure> error(JsonNode piece, Endpoint endpoint) {
    JsonNode error = piece.path("error");
    return error.isMissingNode() || error.isNull()
        ? Optional.empty()
        : Optional.of(
            new Failure.Reported(
                PASSING.contains(error.path("type").asText()), quote(piece, endpoint)));
  }

  /// The words of an error's body: ollama has a text under `error`, the others an object with a
  /// `message`. Pages for browsers are left out.
  static String quote(String body, Endpoint endpoint) {
    return object(body)
        .map(json -> quote(json, endpoint))
        .orElseGet(() -> body.stripLeading().startsWith("<") ? "" : oneLine(body, endpoint));
  }

  private static String quote(JsonNode json, Endpoint endpoint) {
    JsonNode error = json.path("error");
    JsonNode message = error.isObject() ? error.path("message") : error;
    return oneLine(message.asText(json.path("message").asText()), endpoint);
  }

  private static String oneLine(String text, Endpoint endpoint) {
    String line = endpoint.withoutKey(text).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }
}
