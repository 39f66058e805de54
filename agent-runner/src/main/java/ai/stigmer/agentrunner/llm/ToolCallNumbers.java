package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.json.JsonValue;
import java.util.HashMap;
import java.util.List;
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
  boolean set(JsonValue piece) {
    List<JsonValue> whole = piece.get("message").get("tool_calls").elements();
    List<JsonValue> parts = piece.get("choices").first().get("delta").get("tool_calls").elements();
    whole.stream()
        .map(call -> call.get("function"))
        .filter(JsonValue::isObject)
        .forEach(function -> function.set("index", count++));
    parts.stream().filter(JsonValue::isObject).forEach(this::number);
    return !whole.isEmpty() || !parts.isEmpty();
  }

  /// A call begins with an id of its own; some servers repeat the id, or an empty one, with every
  /// further piece.
  private void number(JsonValue part) {
    int index = part.get("index").number();
    String id = part.get("id").text().orElse("");
    Call latest = latestByIndex.get(index);
    if (latest == null || !(id.isEmpty() || id.equals(latest.id))) {
      latest = new Call(count++, id);
      latestByIndex.put(index, latest);
    } else {
      part.remove("id");
    }
    part.set("index", latest.number);
  }
}
