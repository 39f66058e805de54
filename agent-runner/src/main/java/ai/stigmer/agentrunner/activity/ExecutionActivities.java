package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/// The running of agents.
@ActivityInterface
public interface ExecutionActivities {

  /// Runs an agent until it has answered, has failed or was cancelled.
  ///
  /// @param threadId what `EnsureThread` gave; it names the session of an execution that has none
  /// @param agent the agent, from this worker's own workflow; the server sends none and is asked
  /// @return the execution's last status: completed, failed with its reason, or cancelled
  @ActivityMethod(name = "ExecuteGraphton")
  AgentExecutionStatus executeGraphton(
      AgentExecution execution, String threadId, @Nullable Agent agent);

  /// Deletes a session's folder; nothing if there is none. What was said in the session stays.
  @ActivityMethod(name = "CleanupSandbox")
  void cleanupSandbox(String id);
}
