package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.config.TemporalSettings;
import io.grpc.ClientInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

  /// Workers tell new servers how they are; nobody reads it here.
  private static final Duration NO_HEARTBEAT = Duration.ofSeconds(-1);

  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private static final Duration WHILE_THERE = Duration.ofSeconds(10);
  private static final Duration WHILE_LOST = Duration.ofSeconds(2);

  private final TemporalSettings settings;
  private final WorkflowServiceStubs stubs;
  private final CountDownLatch closed = new CountDownLatch(1);

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
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(settings.namespace())
            .setWorkerHeartbeatInterval(NO_HEARTBEAT)
            .build());
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

  /// Asks Temporal every now and then from now on, and logs when it is lost and when it is back,
  /// once each.
  void watch() {
    Thread.ofPlatform()
        .daemon()
        .name("temporal-watch")
        .start(() -> {
          boolean lost = false;
          while (stays(lost ? WHILE_LOST : WHILE_THERE)) {
            Optional<String> missing = probe();
            if (closed.getCount() == 0) {
              return;
            }
            if (missing.isPresent() && !lost) {
              LOG.warning(missing.get() + "; what runs goes on, and polling when it is back");
            } else if (missing.isEmpty() && lost) {
              LOG.info("Temporal at %s is back".formatted(settings.address()));
            }
            lost = missing.isPresent();
          }
        });
  }

  @Override
  public void close() {
    closed.countDown();
    stubs.shutdownNow();
  }

  /// Waits.
  ///
  /// @return whether the connection is still wanted then
  private boolean stays(Duration time) {
    try {
      return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      return false;
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
