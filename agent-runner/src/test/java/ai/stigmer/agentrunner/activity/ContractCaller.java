package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/// A workflow that does what the server's does: it calls the three activities by name, with the
/// server's time-outs and arguments.
@WorkflowInterface
public interface ContractCaller {

  /// Runs an agent on that queue.
  @WorkflowMethod
  AgentExecutionStatus call(String queue, AgentExecution execution, boolean cleanUp);

  /// The workflow's code.
  final class OnQueue implements ContractCaller {
    @Override
    public AgentExecutionStatus call(String queue, AgentExecution execution, boolean cleanUp) {
      ActivityOptions.Builder options =
          ActivityOptions.newBuilder()
              .setTaskQueue(queue)
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build());
      ActivityStub quick = Workflow.newUntypedActivityStub(options.build());
      ActivityStub running =
          Workflow.newUntypedActivityStub(
              options
                  .setStartToCloseTimeout(Duration.ofMinutes(10))
                  .setHeartbeatTimeout(Duration.ofSeconds(30))
                  .setScheduleToStartTimeout(Duration.ofMinutes(1))
                  .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build());
      String thread =
          quick.execute(
              "EnsureThread",
              String.class,
              execution.getSpec().getSessionId(),
              execution.getSpec().getAgentId());
      AgentExecutionStatus status =
          running.execute("ExecuteGraphton", AgentExecutionStatus.class, execution, thread);
      if (cleanUp) {
        quick.execute("CleanupSandbox", Void.class, execution.getSpec().getSessionId());
      }
      return status;
    }
  }
}
