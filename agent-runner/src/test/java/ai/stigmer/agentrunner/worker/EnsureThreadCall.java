package ai.stigmer.agentrunner.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;

/// Calls the worker's activity `EnsureThread` from a workflow of the test's own.
final class EnsureThreadCall {

  private EnsureThreadCall() {}

  static String at(String temporal, String sessionId, String agentId) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    WorkflowClient client = WorkflowClient.newInstance(stubs);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    try {
      factory
          .newWorker("caller")
          .registerWorkflowImplementationTypes(EnsureThreadCaller.OnQueue.class);
      factory.start();
      return client
          .newWorkflowStub(
              EnsureThreadCaller.class, WorkflowOptions.newBuilder().setTaskQueue("caller").build())
          .call("agent_execution_runner", sessionId, agentId);
    } finally {
      factory.shutdownNow();
      stubs.shutdownNow();
    }
  }
}
