package ai.stigmer.agentrunner.conversation;

import java.util.List;

/// The tools of one session.
public interface Toolbox {

  /// Every tool, as the model is told of it.
  List<ToolSpecification> specifications();

  /// Calls a tool. Whatever a model may get wrong (an unknown tool, arguments that are no JSON, a
  /// path that leaves the session's folder, a command that fails) is a failed result, never an
  /// exception.
  ///
  /// @throws InterruptedException if the calling thread was interrupted; what the tool had started
  ///   is ended then
  ToolResult call(ToolRequest request) throws InterruptedException;

  /// What the agent set out to do, as it last wrote it.
  List<Todo> todos();
}
