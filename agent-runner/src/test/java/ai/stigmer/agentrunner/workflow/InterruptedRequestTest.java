package ai.stigmer.agentrunner.workflow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.control.UnavailableException;
import ai.stigmer.testing.FreePort;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A worker that stops while it asks a Temporal that does not answer.
@Timeout(60)
class InterruptedRequestTest {

  @Test
  void anExecutionThatMayHaveBegunIsNamed() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      interrupted(
          silent.getLocalPort(),
          executions -> executions.start(LocalMode.request("e-1")),
          () -> silent.accept());
    }
  }

  @Test
  void soIsOneWhoseStartWasTriedAgainAndAgain() throws Exception {
    interrupted(
        FreePort.find(), executions -> executions.start(LocalMode.request("e-1")), () -> null);
  }

  private interface Request {
    Object of(TemporalExecutions executions) throws Exception;
  }

  private static void interrupted(int port, Request request, Callable<AutoCloseable> asked)
      throws Exception {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build());
    try {
      var executions = new TemporalExecutions(WorkflowClient.newInstance(stubs), "queue");
      var asking = new FutureTask<>(() -> request.of(executions));
      Thread asker = Thread.ofPlatform().start(asking);
      AutoCloseable connection = asked.call();
      while (!waitsInTemporalsClient(asker)) {
        Thread.onSpinWait();
      }

      asker.interrupt();

      assertThatThrownBy(asking::get)
          .hasCauseInstanceOf(UnavailableException.class)
          .hasMessageContaining("execution e-1, which may go on");
      if (connection != null) {
        connection.close();
      }
    } finally {
      stubs.shutdownNow();
    }
  }

  private static boolean waitsInTemporalsClient(Thread thread) {
    return Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState())
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("io.temporal.internal.client"));
  }
}
