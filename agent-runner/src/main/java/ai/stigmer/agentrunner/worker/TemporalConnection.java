package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.config.TemporalSettings;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// The connection to Temporal, which may come and go.
final class TemporalConnection implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TemporalConnection.class.getName());

  /// How long Temporal may take to answer whether it is there.
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

  /// A connection on which nothing arrives for this long is asked for a sign of life. Temporal
  /// allows it every ten seconds.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  /// A connection that gives no sign of life for this long is given up; with [#KEEP_ALIVE] within
  /// the thirty seconds.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(8);

  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final TemporalSettings settings;
  private final WorkflowServiceStubs stubs;
  private boolean lost;

  TemporalConnection(TemporalSettings settings, ClientInterceptor interceptor) {
    this.settings = settings;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .setEnableKeepAlive(true)
                .setKeepAlivePermitWithoutStream(true)
                .setKeepAliveTime(KEEP_ALIVE)
                .setKeepAliveTimeout(SIGN_OF_LIFE)
                .setConnectionBackoffResetFrequency(RECONNECT)
                .addGrpcClientInterceptor(interceptor)
                .build());
  }

  /// A client for the namespace.
  WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(settings.namespace()).build());
  }

  /// Asks Temporal for the namespace now.
  ///
  /// @return why it does not serve it; nothing if it does
  Optional<String> probe() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder().setNamespace(settings.namespace()).build());
      return Optional.empty();
    } catch (StatusRuntimeException refused) {
      return Optional.of(
          "Temporal at %s does not serve namespace %s (%s)"
              .formatted(settings.address(), settings.namespace(), reason(refused)));
    }
  }

  /// Logs from now on whenever the connection is lost and found again, once each.
  void watch() {
    ManagedChannel channel = stubs.getRawChannel();
    ConnectivityState state = channel.getState(false);
    changed(state);
    if (state != ConnectivityState.SHUTDOWN) {
      channel.notifyWhenStateChanged(state, this::watch);
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }

  /// Idle and connecting are states on the way: the channel is renewed every minute.
  private synchronized void changed(ConnectivityState state) {
    if (state == ConnectivityState.TRANSIENT_FAILURE && !lost) {
      lost = true;
      LOG.warning("Lost Temporal at %s; waiting for it".formatted(settings.address()));
    } else if (state == ConnectivityState.READY && lost) {
      lost = false;
      LOG.info("Temporal at %s is back".formatted(settings.address()));
    }
  }

  /// The innermost cause is where "connection refused" stands; the status says "io exception".
  private static String reason(StatusRuntimeException refused) {
    if (refused.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return "no answer within %d s".formatted(PROBE_LIMIT.toSeconds());
    }
    Throwable innermost = refused;
    for (Throwable next = refused; next != null; next = next.getCause()) {
      innermost = next;
    }
    return Optional.ofNullable(innermost.getMessage()).orElse(innermost.toString());
  }
}
