package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.contract.AgentExecution;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/// The workflow that the server runs for each execution, with its time-outs and its payloads.
@WorkflowInterface
public interface ServerWorkflow {

  /// What it is known by.
  String TYPE = "stigmer/agent-execution/invoke";

  /// The queue the server polls.
  String QUEUE = "agent_execution_stigmer";

  /// Runs an execution.
  ///
  /// @return what `ExecuteGraphton` returned
  @WorkflowMethod(name = TYPE)
  RawValue invoke(RawValue execution);

  /// The server's side of the contract.
  final class Invocation implements ServerWorkflow {

    private final String queue =
        String.valueOf(Workflow.getMemo("activityTaskQueue", String.class));

    private final ActivityStub threads =
        Workflow.newUntypedActivityStub(
            ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .setScheduleToStartTimeout(Duration.ofMinutes(1))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                .build());

    private final ActivityStub executions =
        Workflow.newUntypedActivityStub(
            ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                .setScheduleToStartTimeout(Duration.ofMinutes(1))
                .setHeartbeatTimeout(Duration.ofSeconds(30))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());

    @Override
    public RawValue invoke(RawValue execution) {
      var read = AgentExecution.newBuilder();
      try {
        JsonFormat.parser()
            .ignoringUnknownFields()
            .merge(execution.getPayload().getData().toStringUtf8(), read);
      } catch (InvalidProtocolBufferException notJson) {
        throw Workflow.wrap(notJson);
      }
      String threadId =
          threads.execute(
              "EnsureThread",
              String.class,
              read.getSpec().getSessionId(),
              read.getSpec().getAgentId());
      return executions.execute("ExecuteGraphton", RawValue.class, execution, threadId);
    }
  }
}
