package ai.stigmer.agentrunner.control;

import java.util.List;

/// The agent executions of this worker, as its commands see them.
public interface Executions {

  /// Starts an execution through Temporal.
  ///
  /// @param request one line of JSON: `agent` or `agentFile`, `message`, and perhaps `sessionId`,
  ///   `model`, `executionId`
  /// @throws RefusedRequestException if it is no such request, or names an agent there is not
  /// @throws UnavailableException if Temporal does not answer
  Running start(String request)
      throws RefusedRequestException, UnavailableException, InterruptedException;

  /// Cancels an execution, whoever started it; one that is over stays as it is.
  ///
  /// @return whether there is an execution of that id
  /// @throws UnavailableException if Temporal does not answer
  boolean cancel(String executionId) throws UnavailableException, InterruptedException;

  /// The built-in agents, by name.
  List<AgentSummary> agents();
}
