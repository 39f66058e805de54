package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.activity.ExecutionActivities;
import ai.stigmer.agentrunner.activity.ThreadActivities;
import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.execution.Change;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/// The workflow of an execution, on the same queue as its activities.
///
/// `ExecuteGraphton` is tried again when a worker died (its heartbeats stop for 15 seconds) or was
/// shut down, and goes on with the execution. A model's failure is a status, and tried no more.
public final class LocalExecution implements AgentExecutionWorkflow {

  /// How long an execution may take, all attempts together.
  static final Duration LONGEST = Duration.ofHours(4);

  private final ThreadActivities threads =
      Workflow.newActivityStub(
          ThreadActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
              .build());

  private final ExecutionActivities executions =
      Workflow.newActivityStub(
          ExecutionActivities.class,
          ActivityOptions.newBuilder()
              .setScheduleToCloseTimeout(LONGEST)
              .setHeartbeatTimeout(Duration.ofSeconds(15))
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setMaximumInterval(Duration.ofSeconds(10))
                      .setMaximumAttempts(20)
                      .build())
              .build());

  private AgentExecutionStatus status =
      AgentExecutionStatus.newBuilder().setPhase(ExecutionPhase.EXECUTION_PENDING).build();

  private int lastAttempt;
  private int lastNumber;

  @Override
  public AgentExecutionStatus invoke(AgentExecution execution, Agent agent) {
    try {
      String threadId =
          threads.ensureThread(
              execution.getSpec().getSessionId(), execution.getSpec().getAgentId());
      status = executions.executeGraphton(execution, threadId, agent);
    } catch (CanceledFailure cancelled) {
      end(ExecutionPhase.EXECUTION_CANCELLED, "");
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        end(ExecutionPhase.EXECUTION_CANCELLED, "");
      } else {
        end(
            ExecutionPhase.EXECUTION_FAILED,
            "No worker could finish the execution: " + reason(failure));
      }
    }
    if (status.getPhase() == ExecutionPhase.EXECUTION_CANCELLED) {
      throw new CanceledFailure("the execution was cancelled");
    }
    return status;
  }

  /// What went wrong in words, without Temporal's own account of it.
  private static String reason(ActivityFailure failure) {
    return failure.getCause() instanceof TemporalFailure cause
        ? String.valueOf(cause.getOriginalMessage())
        : String.valueOf(failure.getCause());
  }

  private void end(ExecutionPhase phase, String error) {
    status =
        status.toBuilder()
            .setPhase(phase)
            .setError(error)
            .setCompletedAt(Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString())
            .build();
  }

  @Override
  public AgentExecutionStatus status() {
    return status;
  }

  @Override
  public void progress(
      int attempt,
      int number,
      int keptMessages,
      int keptText,
      int keptCalls,
      AgentExecutionStatus rest) {
    // A dead worker's last signals may be on their way while the next one tells of the execution.
    boolean late = attempt < lastAttempt || (attempt == lastAttempt && number <= lastNumber);
    // And one may still be when the execution is over.
    if (!late && status.getCompletedAt().isEmpty()) {
      lastAttempt = attempt;
      lastNumber = number;
      status = new Change(keptMessages, keptText, keptCalls, rest).appliedTo(status);
    }
  }
}
