package ai.stigmer.agentrunner.session;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;

/// A recorded turn as a JSON object:
///
/// ```json
/// {"execution": "e-1", "user": {"text": "…"}}
/// {"execution": "e-1", "model": {"text": "…", "requests": [{"id": "…", "name": "…", "arguments": "…"}]}}
/// {"execution": "e-1", "tool": {"request": {…}, "text": "…", "failed": false}}
/// ```
final class TurnJson {

  private TurnJson() {}

  static String write(Transcript.Entry entry) {
    ObjectNode line = RecordFile.JSON.createObjectNode().put("execution", entry.executionId());
    switch (entry.turn()) {
      case Turn.User(String text) -> line.putObject("user").put("text", text);
      case Turn.Model model -> {
        ObjectNode answer = line.putObject("model").put("text", model.text());
        ArrayNode requests = answer.putArray("requests");
        model.toolRequests().forEach(request -> requests.add(json(request)));
      }
      case Turn.Tool(ToolRequest request, ToolResult result) ->
          line.putObject("tool")
              .put("text", result.text())
              .put("failed", result.failed())
              .set("request", json(request));
    }
    return line.toString();
  }

  static Transcript.Entry read(String line) throws IOException {
    JsonNode entry = RecordFile.JSON.readTree(line);
    return new Transcript.Entry(text(entry, "execution"), turn(entry));
  }

  private static Turn turn(JsonNode entry) throws IOException {
    if (entry.has("user")) {
      return new Turn.User(text(entry.get("user"), "text"));
    }
    if (entry.has("model")) {
      JsonNode answer = entry.get("model");
      var requests = new ArrayList<ToolRequest>();
      for (JsonNode request : answer.path("requests")) {
        requests.add(request(request));
      }
      return new Turn.Model(text(answer, "text"), requests);
    }
    if (entry.has("tool")) {
      JsonNode tool = entry.get("tool");
      return new Turn.Tool(
          request(tool.path("request")),
          new ToolResult(text(tool, "text"), tool.path("failed").asBoolean(true)));
    }
    throw new IOException("neither a user's turn nor a model's nor a tool's");
  }

  private static ObjectNode json(ToolRequest request) {
    return RecordFile.JSON
        .createObjectNode()
        .put("id", request.id())
        .put("name", request.name())
        .put("arguments", request.arguments());
  }

  private static ToolRequest request(JsonNode request) throws IOException {
    return new ToolRequest(text(request, "id"), text(request, "name"), text(request, "arguments"));
  }

  private static String text(JsonNode object, String field) throws IOException {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IOException("no text '" + field + "'");
    }
    return value.textValue();
  }
}
