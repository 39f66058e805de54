package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/// Asks Temporal how an execution ended.
final class ExecutionResult {

  private ExecutionResult() {}

  /// Waits for the end and gives the last status.
  static AgentExecutionStatus of(String temporal, String executionId) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    try {
      return WorkflowClient.newInstance(stubs)
          .newUntypedWorkflowStub("stigmer/agent-execution/invoke/" + executionId)
          .getResult(AgentExecutionStatus.class);
    } finally {
      stubs.shutdownNow();
    }
  }
}
