package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentMessage;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.contract.MessageType;
import ai.stigmer.agentrunner.contract.TodoItem;
import ai.stigmer.agentrunner.contract.ToolCall;
import ai.stigmer.agentrunner.contract.ToolCallStatus;
import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far an execution is, told as a status at any moment and from any thread.
///
/// A status stays under 1 MiB as Temporal carries it: results and arguments (which stand in it
/// twice, in the list of calls and in their message) get 8 KiB each and 220 KiB together, what was
/// said 48 KiB each and 160 KiB together, and [AgentLoop] bounds how many there are. What was cut
/// is told in its place. Once told, a message only grows: only the last one still changes.
public final class ExecutionRecord {

  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_ERROR = 4 * 1024;
  private static final int MOST_TODOS = 50;

  private final List<AgentMessage.Builder> messages = new ArrayList<>();
  private final Map<String, TodoItem> todos = new LinkedHashMap<>();
  private final Budget said = new Budget(160 * 1024, 48 * 1024, 3);
  private final Budget called = new Budget(220 * 1024, 8 * 1024, 24);
  private final StringBuilder partial = new StringBuilder();
  private final AgentExecutionStatus.Builder rest;
  private int answered;

  /// The record of an execution that begins now.
  public ExecutionRecord(Instant now) {
    rest =
        AgentExecutionStatus.newBuilder()
            .setPhase(ExecutionPhase.EXECUTION_IN_PROGRESS)
            .setStartedAt(now.toString());
  }

  /// How far it is now.
  public synchronized AgentExecutionStatus status() {
    AgentExecutionStatus.Builder status = rest.clone();
    for (AgentMessage.Builder message : messages) {
      status.addMessages(message).addAllToolCalls(message.getToolCallsList());
    }
    if (!partial.isEmpty()) {
      status.addMessages(
          AgentMessage.newBuilder()
              .setType(MessageType.MESSAGE_AI)
              .setContent(Budget.beginning(partial.toString(), said.room())));
    }
    return status.putAllTodos(todos).build();
  }

  /// A piece of the answer that the model is giving.
  synchronized void hear(String piece) {
    // What there is no room for is not kept either.
    if (partial.length() <= said.room()) {
      partial.append(piece);
    }
  }

  /// A turn that is over. A turn that another worker made has the time at which it was taken up.
  synchronized void keep(Turn turn, Instant at) {
    switch (turn) {
      case Turn.User user -> add(MessageType.MESSAGE_HUMAN, user.text(), at);
      case Turn.Model model -> reply(model, at);
      case Turn.Tool tool -> answer(tool.result(), at);
    }
  }

  private void reply(Turn.Model model, Instant at) {
    partial.setLength(0);
    AgentMessage.Builder message = add(MessageType.MESSAGE_AI, model.text(), at);
    for (ToolRequest request : model.toolRequests()) {
      message.addToolCalls(
          ToolCall.newBuilder()
              .setId(Budget.beginning(request.id(), LONGEST_NAME))
              .setName(Budget.beginning(request.name(), LONGEST_NAME))
              .setArgs(Arguments.shown(request.arguments(), called))
              .setStatus(ToolCallStatus.TOOL_CALL_PENDING));
    }
    answered = 0;
  }

  private AgentMessage.Builder add(MessageType type, String text, Instant at) {
    AgentMessage.Builder message =
        AgentMessage.newBuilder()
            .setType(type)
            .setContent(said.spend(text))
            .setTimestamp(at.toString());
    messages.add(message);
    return message;
  }

  /// The first call of the last message that has no result yet is made.
  synchronized void call(Instant at) {
    messages
        .getLast()
        .getToolCallsBuilder(answered)
        .setStatus(ToolCallStatus.TOOL_CALL_RUNNING)
        .setStartedAt(at.toString());
  }

  private void answer(ToolResult result, Instant at) {
    ToolCall.Builder call = messages.getLast().getToolCallsBuilder(answered++);
    call.setCompletedAt(at.toString());
    String shown = called.spend(result.text());
    if (result.failed()) {
      call.setStatus(ToolCallStatus.TOOL_CALL_FAILED).setError(shown);
    } else {
      call.setStatus(ToolCallStatus.TOOL_CALL_COMPLETED).setResult(shown);
    }
  }

  /// What the agent set out to do, as it stands now.
  synchronized void plan(List<Todo> plan, Instant at) {
    Map<String, TodoItem> before = Map.copyOf(todos);
    todos.clear();
    for (Todo todo : plan.subList(0, Math.min(plan.size(), MOST_TODOS))) {
      TodoItem item = Todos.item(todo, at);
      TodoItem old = before.get(item.getId());
      todos.put(item.getId(), old == null ? item : Todos.since(old, item));
    }
  }

  /// The agent gave its answer.
  synchronized void complete(Instant at) {
    end(ExecutionPhase.EXECUTION_COMPLETED, at);
  }

  /// The execution ended without an answer.
  public synchronized void fail(String reason, Instant at) {
    rest.setError(Budget.cut(reason, LONGEST_ERROR));
    end(ExecutionPhase.EXECUTION_FAILED, at);
  }

  /// Somebody asked for the end of the execution.
  public synchronized void cancel(Instant at) {
    end(ExecutionPhase.EXECUTION_CANCELLED, at);
  }

  /// Whether it has ended.
  public synchronized boolean isOver() {
    return rest.getPhase() != ExecutionPhase.EXECUTION_IN_PROGRESS;
  }

  /// What was being said is kept, and no call is left running.
  private void end(ExecutionPhase phase, Instant at) {
    if (!partial.isEmpty()) {
      String heard = partial.toString();
      partial.setLength(0);
      add(MessageType.MESSAGE_AI, heard, at);
    }
    for (AgentMessage.Builder message : messages) {
      message.getToolCallsBuilderList().stream()
          .filter(call -> !isOver(call.getStatus()))
          .forEach(call ->
              call.setStatus(ToolCallStatus.TOOL_CALL_FAILED)
                  .setError("the execution ended before this call did")
                  .setCompletedAt(at.toString()));
    }
    rest.setPhase(phase).setCompletedAt(at.toString());
  }

  private static boolean isOver(ToolCallStatus status) {
    return status == ToolCallStatus.TOOL_CALL_COMPLETED
        || status == ToolCallStatus.TOOL_CALL_FAILED;
  }
}
