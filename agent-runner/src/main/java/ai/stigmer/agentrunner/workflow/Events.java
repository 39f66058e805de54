package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentMessage;
import ai.stigmer.agentrunner.contract.MessageType;
import ai.stigmer.agentrunner.contract.TodoItem;
import ai.stigmer.agentrunner.contract.ToolCall;
import ai.stigmer.agentrunner.contract.ToolCallStatus;
import ai.stigmer.agentrunner.json.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What a person who follows an execution is told, as lines of JSON: all that is new since the last
/// status. The pieces of a message's text are told before the message itself.
final class Events {

  private Map<String, TodoItem> todos = Map.of();
  private int message;
  private int saidLength;
  private boolean said;
  private int called;
  private int returned;

  /// The first event.
  static String started(String executionId, String sessionId) {
    return event("started")
        .with("executionId", executionId)
        .with("sessionId", sessionId)
        .toString();
  }

  /// The last event; an empty error is left out.
  static String finished(String phase, String error) {
    JsonObject finished = event("finished").with("phase", phase);
    return (error.isEmpty() ? finished : finished.with("error", error)).toString();
  }

  /// What is new in a status.
  ///
  /// @param over whether it is the last one
  List<String> of(AgentExecutionStatus status, boolean over) {
    var events = new ArrayList<String>();
    while (message < status.getMessagesCount()) {
      boolean last = message == status.getMessagesCount() - 1;
      tell(status.getMessages(message), !last || over, events);
      if (last) {
        break;
      }
      message++;
      saidLength = 0;
      said = false;
      called = 0;
      returned = 0;
    }
    if (!status.getTodosMap().equals(todos)) {
      todos = status.getTodosMap();
      events.add(todos(todos.values()));
    }
    return events;
  }

  private void tell(AgentMessage told, boolean whole, List<String> events) {
    if (told.getType() == MessageType.MESSAGE_HUMAN) {
      return;
    }
    String text = told.getContent();
    if (text.length() > saidLength) {
      events.add(event("text").with("delta", text.substring(saidLength)).toString());
      saidLength = text.length();
    }
    if (!said && !text.isEmpty() && (whole || told.getToolCallsCount() > 0)) {
      said = true;
      String role = told.getType() == MessageType.MESSAGE_SYSTEM ? "system" : "ai";
      events.add(event("message").with("role", role).with("text", text).toString());
    }
    for (; called < told.getToolCallsCount(); called++) {
      ToolCall call = told.getToolCalls(called);
      events.add(event("tool-call", call).withJson("arguments", json(call.getArgs())).toString());
    }
    for (; returned < told.getToolCallsCount(); returned++) {
      ToolCall call = told.getToolCalls(returned);
      boolean failed = call.getStatus() == ToolCallStatus.TOOL_CALL_FAILED;
      if (!failed && call.getStatus() != ToolCallStatus.TOOL_CALL_COMPLETED) {
        break;
      }
      events.add(
          event("tool-result", call)
              .with("failed", failed)
              .with("result", failed ? call.getError() : call.getResult())
              .toString());
    }
  }

  private static JsonObject event(String type) {
    return new JsonObject().with("type", type);
  }

  private static JsonObject event(String type, ToolCall call) {
    return event(type).with("id", call.getId()).with("name", call.getName());
  }

  private static String json(Struct arguments) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(arguments);
    } catch (InvalidProtocolBufferException notJson) {
      throw new IllegalStateException("arguments that JSON cannot tell", notJson);
    }
  }

  private static String todos(Collection<TodoItem> items) {
    return event("todos")
        .with(
            "todos",
            items.stream()
                .map(item ->
                    new JsonObject()
                        .with("id", item.getId())
                        .with("content", item.getContent())
                        .with("status", status(item)))
                .toList())
        .toString();
  }

  private static String status(TodoItem item) {
    return switch (item.getStatus()) {
      case TODO_PENDING, TODO_STATUS_UNSPECIFIED, UNRECOGNIZED -> "pending";
      case TODO_IN_PROGRESS -> "in_progress";
      case TODO_COMPLETED -> "completed";
      case TODO_CANCELLED -> "cancelled";
    };
  }
}
