package ai.stigmer.cli.agent;

import ai.stigmer.cli.json.Json;
import java.util.List;

/// What the runner tells of an execution, in the order it happens.
public sealed interface ExecutionEvent {

  /// It has begun.
  record Started(String executionId, String sessionId) implements ExecutionEvent {}

  /// A piece of what the model is saying.
  record Text(String delta) implements ExecutionEvent {}

  /// A message that is complete.
  ///
  /// @param role `ai`, or `system` for what the runner itself says
  record Message(String role, String text) implements ExecutionEvent {}

  /// The model had a tool called.
  ///
  /// @param arguments as the model wrote them
  record ToolCall(String id, String name, String arguments) implements ExecutionEvent {}

  /// A tool gave its result.
  record ToolResult(String id, String name, boolean failed, String result)
      implements ExecutionEvent {}

  /// What the agent set out to do has changed.
  record Todos(List<Todo> todos) implements ExecutionEvent {
    /// Copies the list.
    public Todos {
      todos = List.copyOf(todos);
    }
  }

  /// One thing an agent set out to do.
  record Todo(String content, String status) {}

  /// It is over.
  ///
  /// @param phase `COMPLETED`, `FAILED` or `CANCELLED`
  /// @param error why it failed, else empty
  record Finished(String phase, String error) implements ExecutionEvent {}

  /// What a runner of another version may tell.
  record Unknown(String type) implements ExecutionEvent {}

  /// Reads one line of the runner's output.
  ///
  /// @throws IllegalArgumentException if the line is not JSON
  static ExecutionEvent of(String line) {
    Json event = Json.parse(line);
    String type = event.at("type").textOrEmpty();
    return switch (type) {
      case "started" ->
          new Started(event.at("executionId").textOrEmpty(), event.at("sessionId").textOrEmpty());
      case "text" -> new Text(event.at("delta").textOrEmpty());
      case "message" -> new Message(event.at("role").textOrEmpty(), event.at("text").textOrEmpty());
      case "tool-call" ->
          new ToolCall(
              event.at("id").textOrEmpty(),
              event.at("name").textOrEmpty(),
              event.at("arguments").text().orElseGet(() -> event.at("arguments").toString()));
      case "tool-result" ->
          new ToolResult(
              event.at("id").textOrEmpty(),
              event.at("name").textOrEmpty(),
              event.at("failed").isTrue(),
              event.at("result").textOrEmpty());
      case "todos" ->
          new Todos(
              event.at("todos").items().stream()
                  .map(todo ->
                      new Todo(todo.at("content").textOrEmpty(), todo.at("status").textOrEmpty()))
                  .toList());
      case "finished" ->
          new Finished(event.at("phase").textOrEmpty(), event.at("error").textOrEmpty());
      default -> new Unknown(type);
    };
  }
}
