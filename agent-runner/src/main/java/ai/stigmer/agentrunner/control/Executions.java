package ai.stigmer.agentrunner.control;

import java.util.List;

/// The agent executions of this worker, as its commands see them.
public interface Executions {

  /// Starts an execution through Temporal.
  ///
  /// @param request one line of JSON: `agent` or `agentFile`, `message`, and perhaps `sessionId`,
  ///   `model`, `executionId`
  /// @throws RefusedRequestException if it is no such request, or names an agent there is not
  Running start(String request) throws RefusedRequestException, InterruptedException;

  /// Cancels an execution, whoever started it; one that is over stays as it is.
  ///
  /// @return whether there is an execution of that id
  /// @throws RefusedRequestException if Temporal cannot be asked now
  boolean cancel(String executionId) throws RefusedRequestException, InterruptedException;

  /// The built-in agents, by name.
  List<AgentSummary> agents();
}
