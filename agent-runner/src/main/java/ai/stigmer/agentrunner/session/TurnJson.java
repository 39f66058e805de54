package ai.stigmer.agentrunner.session;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.json.JsonObject;
import ai.stigmer.agentrunner.json.JsonValue;
import ai.stigmer.agentrunner.json.MalformedJsonException;
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
    JsonObject line = new JsonObject().with("execution", entry.executionId());
    switch (entry.turn()) {
      case Turn.User(String text) -> line.with("user", new JsonObject().with("text", text));
      case Turn.Model model ->
          line.with(
              "model",
              new JsonObject()
                  .with("text", model.text())
                  .with("requests", model.toolRequests().stream().map(TurnJson::json).toList()));
      case Turn.Tool(ToolRequest request, ToolResult result) ->
          line.with(
              "tool",
              new JsonObject()
                  .with("text", result.text())
                  .with("failed", result.failed())
                  .with("request", json(request)));
    }
    return line.toString();
  }

  static Transcript.Entry read(String line) throws IOException {
    try {
      JsonValue entry = JsonValue.parse(line);
      return new Transcript.Entry(text(entry, "execution"), turn(entry));
    } catch (MalformedJsonException malformed) {
      throw new IOException(malformed);
    }
  }

  private static Turn turn(JsonValue entry) throws IOException {
    if (entry.get("user").isObject()) {
      return new Turn.User(text(entry.get("user"), "text"));
    }
    if (entry.get("model").isObject()) {
      JsonValue answer = entry.get("model");
      var requests = new ArrayList<ToolRequest>();
      for (JsonValue request : answer.get("requests").elements()) {
        requests.add(request(request));
      }
      return new Turn.Model(text(answer, "text"), requests);
    }
    if (entry.get("tool").isObject()) {
      JsonValue tool = entry.get("tool");
      return new Turn.Tool(
          request(tool.get("request")),
          new ToolResult(text(tool, "text"), tool.get("failed").truth().orElse(true)));
    }
    throw new IOException("neither a user's turn nor a model's nor a tool's");
  }

  private static JsonObject json(ToolRequest request) {
    return new JsonObject()
        .with("id", request.id())
        .with("name", request.name())
        .with("arguments", request.arguments());
  }

  private static ToolRequest request(JsonValue request) throws IOException {
    return new ToolRequest(text(request, "id"), text(request, "name"), text(request, "arguments"));
  }

  private static String text(JsonValue object, String field) throws IOException {
    return object.get(field).text().orElseThrow(() -> new IOException("no text '" + field + "'"));
  }
}
