package ai.stigmer.agentrunner.worker;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/// A workflow that does what the server's does first: it calls `EnsureThread` by name, with the
/// server's time-out.
@WorkflowInterface
public interface EnsureThreadCaller {

  /// Calls the activity on that queue.
  @WorkflowMethod
  String call(String queue, String sessionId, String agentId);

  /// The workflow's code.
  final class OnQueue implements EnsureThreadCaller {
    @Override
    public String call(String queue, String sessionId, String agentId) {
      return Workflow.newUntypedActivityStub(
              ActivityOptions.newBuilder()
                  .setTaskQueue(queue)
                  .setStartToCloseTimeout(Duration.ofSeconds(30))
                  .build())
          .execute("EnsureThread", String.class, sessionId, agentId);
    }
  }
}
