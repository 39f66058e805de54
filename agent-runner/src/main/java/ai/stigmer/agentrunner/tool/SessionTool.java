package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import java.io.IOException;

/// One tool over one session.
interface SessionTool {

  /// The tool as a model is told of it.
  ToolSpecification specification();

  /// Calls it with arguments that fit its specification.
  ///
  /// @throws IOException if a path is refused or the disk fails; the message is for the model
  ToolResult call(Arguments arguments) throws IOException, InterruptedException;
}
