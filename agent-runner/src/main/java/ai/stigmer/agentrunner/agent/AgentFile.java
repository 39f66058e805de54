package ai.stigmer.agentrunner.agent;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentSpec;
import ai.stigmer.agentrunner.contract.ApiResourceMetadata;

/// An agent as a file holds it: a YAML header between two lines of `---`, then its instructions.
///
/// ```
/// ---
/// name: pr-reviewer
/// description: Reviews a change
/// model: claude-sonnet-4.5
/// ---
/// You review changes...
/// ```
///
/// @param name what it is called by
/// @param description what it does, on one line; may be empty
/// @param model the model it wants; empty for the worker's own
/// @param instructions what its model is told, in Markdown
public record AgentFile(String name, String description, String model, String instructions) {

  /// Reads an agent file.
  ///
  /// @throws InvalidAgentFileException if it is none
  public static AgentFile parse(String content) throws InvalidAgentFileException {
    return AgentFileParser.parse(content);
  }

  /// This agent as an execution takes it. Its model is the execution's to choose.
  public Agent toAgent() {
    return Agent.newBuilder()
        .setMetadata(ApiResourceMetadata.newBuilder().setName(name).setId(name))
        .setSpec(AgentSpec.newBuilder().setDescription(description).setInstructions(instructions))
        .build();
  }
}
