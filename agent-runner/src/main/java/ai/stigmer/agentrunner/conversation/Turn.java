package ai.stigmer.agentrunner.conversation;

import java.util.List;

/// One contribution to a conversation.
public sealed interface Turn {

  /// What a person said.
  record User(String text) implements Turn {}

  /// What the model said, and the tools it wants called before it goes on.
  ///
  /// @param text may be empty if it asks for tools
  /// @param toolRequests none if the model is done
  record Model(String text, List<ToolRequest> toolRequests) implements Turn {
    /// Copies the requests.
    public Model {
      toolRequests = List.copyOf(toolRequests);
    }
  }

  /// What one tool gave back.
  record Tool(ToolRequest request, ToolResult result) implements Turn {}
}
