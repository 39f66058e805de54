package ai.stigmer.agentrunner.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/// Numbers the tool calls of one answer. Pieces of a call belong together by their `index`, but
/// ollama, on its own API and on the OpenAI-compatible one, gives several calls of an answer the
/// same index or none (ollama#15457), which LangChain4j would join to one call with broken
/// arguments.
final class ToolCallNumbers {

  private record Call(int number, String id) {}

  private final Map<Integer, Call> latestByIndex = new HashMap<>();
  private int count;

  /// Sets the numbers in a piece of an answer, in place.
  ///
  /// @return whether there was a call in it
  boolean set(JsonNode piece) {
    JsonNode whole = piece.path("message").path("tool_calls");
    JsonNode parts = piece.path("choices").path(0).path("delta").path("tool_calls");
    whole.forEach(call -> {
      if (call.path("function") instanceof ObjectNode function) {
        function.put("index", count++);
      }
    });
    parts.forEach(part -> {
      if (part instanceof ObjectNode call) {
        number(call);
      }
    });
    return !whole.isEmpty() || !parts.isEmpty();
  }

  /// A call begins with an id of its own; some servers repeat the id, or an empty one, with every
  /// further piece.
  private void number(ObjectNode part) {
    int index = part.path("index").asInt();
    String id = part.path("id").asText("");
    Call latest = latestByIndex.get(index);
    if (latest == null || !(id.isEmpty() || id.equals(latest.id))) {
      latest = new Call(count++, id);
      latestByIndex.put(index, latest);
    } else {
      part.remove("id");
    }
    part.put("index", latest.number);
  }
}
