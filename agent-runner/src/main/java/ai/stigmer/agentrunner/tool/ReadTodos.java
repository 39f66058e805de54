package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.TodoList;
import java.util.List;

/// `read_todos`: the agent looks up what it set out to do.
record ReadTodos(TodoList list) implements SessionTool {

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "read_todos",
        "Reads your list of things to do for this session, as you last wrote it.",
        List.of());
  }

  @Override
  public ToolResult call(Arguments arguments) {
    return ToolResult.of(WriteTodos.shown(list.read()));
  }
}
