package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// One execution of an agent.
@WorkflowInterface
public interface AgentExecutionWorkflow {

  /// The name of the workflow, which is also the beginning of its ids.
  String TYPE = "stigmer/agent-execution/invoke";

  /// Runs the agent.
  ///
  /// @return how it ended: completed, or failed with its reason; a cancelled execution ends as a
  ///   cancelled workflow
  @WorkflowMethod(name = TYPE)
  AgentExecutionStatus invoke(AgentExecution execution, Agent agent);

  /// How far the execution is, also when it is over.
  @QueryMethod(name = "status")
  AgentExecutionStatus status();

  /// A change of the status, told by one attempt of the activity; what comes late is left out.
  ///
  /// @param attempt which attempt, from 1
  /// @param number which of its changes, from 1
  /// @param keptMessages this and the others: the components of a
  ///   [ai.stigmer.agentrunner.execution.Change]
  @SignalMethod(name = "progress")
  void progress(
      int attempt,
      int number,
      int keptMessages,
      int keptText,
      int keptCalls,
      AgentExecutionStatus rest);

  /// The id of an execution's workflow.
  static String idOf(String executionId) {
    return TYPE + "/" + executionId;
  }
}
