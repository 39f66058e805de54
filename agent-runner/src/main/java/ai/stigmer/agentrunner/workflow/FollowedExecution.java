package ai.stigmer.agentrunner.workflow;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.control.Ending;
import ai.stigmer.agentrunner.control.Running;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/// An execution whose workflow is asked for its status again and again.
final class FollowedExecution implements Running {

  private static final Logger LOG = System.getLogger(FollowedExecution.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// How many questions apart it is asked whether the workflow still runs.
  private static final int BETWEEN_LOOKS = 8;

  private final WorkflowStub workflow;
  private final String executionId;
  private final Events events = new Events();
  private final Queue<String> waiting = new ArrayDeque<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile Optional<Ending> ending = Optional.empty();
  private long lastAnswer = System.nanoTime();
  private int asked;

  FollowedExecution(WorkflowStub workflow, String executionId, String sessionId) {
    this.workflow = workflow;
    this.executionId = executionId;
    waiting.add(Events.started(executionId, sessionId));
  }

  @Override
  public String executionId() {
    return executionId;
  }

  @Override
  public Optional<String> nextEvent() throws InterruptedException {
    while (waiting.isEmpty() && ending.isEmpty()) {
      if (asked > 0) {
        Thread.sleep(PAUSE);
      }
      ask();
    }
    return Optional.ofNullable(waiting.poll());
  }

  private void ask() {
    try {
      boolean closed = ++asked % BETWEEN_LOOKS == 0 && isClosed();
      tell(status(), closed);
      lastAnswer = System.nanoTime();
    } catch (WorkflowNotFoundException unknown) {
      finish(Ending.FAILED, "Temporal does not know the execution any more.");
    } catch (WorkflowException | StatusRuntimeException failure) {
      LOG.log(Level.DEBUG, "Temporal does not answer", failure);
      if (System.nanoTime() - lastAnswer > PATIENCE.toNanos()) {
        finish(
            Ending.FAILED,
            "Temporal has not told of the execution for %d minutes; it may still go on."
                .formatted(PATIENCE.toMinutes()));
      }
    }
  }

  private AgentExecutionStatus status() {
    return workflow.query("status", AgentExecutionStatus.class);
  }

  private boolean isClosed() {
    return workflow.describe().getStatus()
        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /// @param closed whether the workflow was over before it gave this status
  private void tell(AgentExecutionStatus status, boolean closed) {
    Optional<Ending> end =
        switch (status.getPhase()) {
          case EXECUTION_COMPLETED -> Optional.of(Ending.COMPLETED);
          case EXECUTION_FAILED -> Optional.of(Ending.FAILED);
          case EXECUTION_CANCELLED -> Optional.of(Ending.CANCELLED);
          case EXECUTION_PENDING,
              EXECUTION_IN_PROGRESS,
              EXECUTION_PHASE_UNSPECIFIED,
              UNRECOGNIZED ->
              Optional.empty();
        };
    waiting.addAll(events.of(status, end.isPresent() || closed));
    if (end.isPresent()) {
      finish(end.get(), status.getError());
    } else if (closed) {
      finish(Ending.FAILED, "The execution was ended in Temporal before it was over.");
    }
  }

  private void finish(Ending how, String error) {
    waiting.add(Events.finished(how.name(), error));
    ending = Optional.of(how);
  }

  @Override
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      Thread.ofVirtual().name("cancel " + executionId).start(this::cancelUntilHeard);
    }
  }

  private void cancelUntilHeard() {
    while (ending.isEmpty()) {
      try {
        workflow.cancel();
        return;
      } catch (WorkflowNotFoundException over) {
        return;
      } catch (WorkflowException | StatusRuntimeException failure) {
        LOG.log(Level.DEBUG, "Temporal does not answer", failure);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public Ending ending() {
    return ending.orElseThrow(
        () -> new IllegalStateException("execution " + executionId + " has not ended"));
  }
}
