package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.Optional;

/// What Temporal has written down of an execution.
final class ExecutionHistory {

  private ExecutionHistory() {}

  /// Waits until `ExecuteGraphton`, the second activity, has ended, and gives its result.
  ///
  /// The workflow itself would go on no further. Its next task waits for the worker that had it in
  /// its cache: Temporal gives it to another after five seconds, which its test server never does,
  /// whatever time-out the worker asked for; nor does that tell the name of the queue it waits in.
  static AgentExecutionStatus awaitStatus(String temporal, String executionId)
      throws InterruptedException {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    try {
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      while (true) {
        List<Payloads> results =
            client
                .fetchHistory("stigmer/agent-execution/invoke/" + executionId)
                .getEvents()
                .stream()
                .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
                .map(event -> event.getActivityTaskCompletedEventAttributes().getResult())
                .toList();
        if (results.size() == 2) {
          return DefaultDataConverter.newDefaultInstance()
              .fromPayloads(
                  0,
                  Optional.of(results.getLast()),
                  AgentExecutionStatus.class,
                  AgentExecutionStatus.class);
        }
        Thread.sleep(200);
      }
    } finally {
      stubs.shutdownNow();
    }
  }
}
