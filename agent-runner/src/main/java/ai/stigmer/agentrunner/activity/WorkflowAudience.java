package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.execution.Change;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;

/// This worker's own workflow, which is told changes by the signal `progress`. Each has a number,
/// by which the workflow knows what comes late.
///
/// A history holds 10,000 signals and 50,000 events, and a signal is four of those: half a second
/// apart at first, three seconds after the first thousand, ten hours stay within both.
final class WorkflowAudience implements Audience {

  /// The signal, whose arguments are the attempt, the number and the components of a [Change].
  static final String SIGNAL = "progress";

  private static final int QUICK = 1_000;

  private final WorkflowStub workflow;
  private AgentExecutionStatus told = AgentExecutionStatus.getDefaultInstance();
  private final int attempt;
  private int number;

  /// The workflow that called the activity.
  WorkflowAudience(ActivityExecutionContext context) {
    ActivityInfo info = context.getInfo();
    attempt = info.getAttempt();
    workflow =
        context
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                WorkflowTargetOptions.newBuilder()
                    .setWorkflowId(info.getWorkflowId())
                    .setRunId(info.getWorkflowRunId())
                    .build());
  }

  @Override
  public void tell(AgentExecutionStatus status) {
    Change change = Change.between(told, status);
    number++;
    workflow.signal(
        SIGNAL,
        attempt,
        number,
        change.keptMessages(),
        change.keptText(),
        change.keptCalls(),
        change.rest());
    told = status;
  }

  @Override
  public Duration pause() {
    return number < QUICK ? Duration.ofMillis(500) : Duration.ofSeconds(3);
  }
}
