package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;

/// The server that keeps agents and is told how far their executions are.
public interface Backend {

  /// The agent that an execution is of.
  ///
  /// @throws BackendException if the server has no such agent, or does not answer
  /// @throws InterruptedException if the calling thread was interrupted
  Agent agentOf(AgentExecution execution) throws InterruptedException;

  /// Tells how far an execution is. The status is whole: it replaces what the server was told
  /// before.
  ///
  /// @param executionId the `metadata.id` of the execution
  /// @throws BackendException if the server refuses it, or does not answer
  /// @throws InterruptedException if the calling thread was interrupted
  void report(String executionId, AgentExecutionStatus status) throws InterruptedException;
}
