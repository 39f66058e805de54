package ai.stigmer.agentrunner.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Notices the first request for an activity task: from then on the worker polls. The server's own
/// list of pollers would tell as much, but not every server has one.
final class FirstPoll implements ClientInterceptor {

  private static final String POLL =
      WorkflowServiceGrpc.getPollActivityTaskQueueMethod().getFullMethodName();

  private final CountDownLatch sent = new CountDownLatch(1);

  /// Waits a moment for the first poll.
  ///
  /// @return whether it has been sent
  boolean await(long milliseconds) throws InterruptedException {
    return sent.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public <T, R> ClientCall<T, R> interceptCall(
      MethodDescriptor<T, R> method, CallOptions options, Channel next) {
    ClientCall<T, R> call = next.newCall(method, options);
    if (!method.getFullMethodName().equals(POLL)) {
      return call;
    }
    return new SimpleForwardingClientCall<>(call) {
      @Override
      public void halfClose() {
        super.halfClose();
        sent.countDown();
      }
    };
  }
}
