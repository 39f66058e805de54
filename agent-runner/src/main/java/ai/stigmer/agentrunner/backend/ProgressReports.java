package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.execution.BackendException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// What the server is told of executions that still run: for each the newest status, one call at a
/// time, a few a second at most. An update that fails is logged and forgotten, since the next one
/// is whole again.
final class ProgressReports implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ProgressReports.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private final ServerCalls calls;
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("progress-", 0).factory());

  /// Statuses that were not sent yet, by execution.
  private final Map<String, AgentExecutionStatus> waiting = new HashMap<>();

  /// Executions that have a sender.
  private final Set<String> attended = new HashSet<>();

  /// Executions of which a status is on its way.
  private final Set<String> inTheAir = new HashSet<>();

  ProgressReports(ServerCalls calls) {
    this.calls = calls;
  }

  /// Sends the status soon, unless a newer one comes before.
  synchronized void offer(String executionId, AgentExecutionStatus status) {
    waiting.put(executionId, status);
    if (attended.add(executionId)) {
      senders.execute(() -> send(executionId));
    }
  }

  /// Sends nothing more of that execution, and returns when nothing is on its way any longer.
  synchronized void end(String executionId) throws InterruptedException {
    waiting.remove(executionId);
    while (inTheAir.contains(executionId)) {
      wait();
    }
  }

  /// Stops sending.
  @Override
  public void close() {
    senders.shutdownNow();
  }

  private void send(String executionId) {
    try {
      for (var status = next(executionId); status != null; status = next(executionId)) {
        Thread.sleep(send(executionId, status) ? PAUSE : PAUSE_AFTER_FAILURE);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean send(String executionId, AgentExecutionStatus status)
      throws InterruptedException {
    try {
      calls.ask(Errand.updateStatus(executionId, status), Duration.ZERO);
      return true;
    } catch (BackendException failed) {
      LOG.log(Level.WARNING, "progress was not reported: " + failed.getMessage());
      return false;
    } finally {
      landed(executionId);
    }
  }

  private synchronized @Nullable AgentExecutionStatus next(String executionId) {
    AgentExecutionStatus status = waiting.remove(executionId);
    if (status == null) {
      attended.remove(executionId);
    } else {
      inTheAir.add(executionId);
    }
    return status;
  }

  private synchronized void landed(String executionId) {
    inTheAir.remove(executionId);
    notifyAll();
  }
}
