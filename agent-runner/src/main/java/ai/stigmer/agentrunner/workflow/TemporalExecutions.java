package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.agent.BuiltInAgents;
import ai.stigmer.agentrunner.control.AgentSummary;
import ai.stigmer.agentrunner.control.Executions;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import ai.stigmer.agentrunner.control.Running;
import ai.stigmer.agentrunner.control.UnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Executions as workflows on a Temporal server.
public final class TemporalExecutions implements Executions {

  private final WorkflowClient client;
  private final String taskQueue;

  /// Executions that run on that queue.
  public TemporalExecutions(WorkflowClient client, String taskQueue) {
    this.client = client;
    this.taskQueue = taskQueue;
  }

  @Override
  public Running start(String line)
      throws RefusedRequestException, UnavailableException, InterruptedException {
    ExecutionRequest request = ExecutionRequest.parse(line);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    WorkflowStub workflow =
        client.newUntypedWorkflowStub(
            AgentExecutionWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(AgentExecutionWorkflow.idOf(request.executionId()))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowRunTimeout(LocalExecution.LONGEST.plusMinutes(10))
                .setTaskQueue(taskQueue)
                .build());
    try {
      workflow.start(request.toExecution(), request.agent().toAgent());
    } catch (WorkflowExecutionAlreadyStarted taken) {
      throw new RefusedRequestException(
          "There is an execution '%s' already; give another id, or none."
              .formatted(request.executionId()));
    } catch (WorkflowServiceException | StatusRuntimeException failure) {
      Status status = Status.fromThrowable(failure);
      if (status.getCode() == Status.Code.INVALID_ARGUMENT) {
        throw new RefusedRequestException(
            "Temporal refuses the request: " + status.getDescription());
      }
      throw notStarted(failure, request.executionId());
    } catch (CancellationException interrupted) {
      throw notStarted(interrupted, request.executionId());
    }
    return new FollowedExecution(workflow, request.executionId(), request.sessionId());
  }

  @Override
  public boolean cancel(String executionId) throws UnavailableException, InterruptedException {
    if (!ExecutionRequest.isId(executionId)) {
      return false;
    }
    WorkflowStub workflow = client.newUntypedWorkflowStub(AgentExecutionWorkflow.idOf(executionId));
    try {
      workflow.cancel();
      return true;
    } catch (WorkflowNotFoundException overOrUnknown) {
      return isKnown(workflow);
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException failure) {
      throw unavailable(failure);
    }
  }

  private static boolean isKnown(WorkflowStub workflow)
      throws UnavailableException, InterruptedException {
    try {
      workflow.describe();
      return true;
    } catch (WorkflowNotFoundException unknown) {
      return false;
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public List<AgentSummary> agents() {
    return BuiltInAgents.all().stream()
        .map(agent -> new AgentSummary(agent.name(), agent.description()))
        .toList();
  }

  /// A call that was interrupted may have reached Temporal.
  private static UnavailableException notStarted(Exception failure, String executionId)
      throws InterruptedException {
    if (Thread.interrupted()) {
      return new UnavailableException(
          "the worker stopped while it started execution %s, which may go on when one is running again; cancel it before you try again"
              .formatted(executionId));
    }
    return unavailable(failure);
  }

  /// An interrupted call fails like one that Temporal does not answer, or is given up between two
  /// attempts.
  private static UnavailableException unavailable(Exception failure) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new UnavailableException(
        "Temporal does not answer (%s); see that it runs, and try again."
            .formatted(Status.fromThrowable(failure).getCode()));
  }
}
