package ai.stigmer.agentrunner.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Sees every poll of this worker come and go. The server's own list of pollers would tell as much,
/// but not every server has one.
///
/// While there is no connection, a poll waits for one instead of failing: a poller whose polls fail
/// would pause for up to a minute after Temporal has come back.
final class PollWatch implements ClientInterceptor {

  private final Map<TaskKind, Polls> polls;

  PollWatch(Map<TaskKind, Polls> polls) {
    this.polls = new EnumMap<>(polls);
  }

  @Override
  public <T, R> ClientCall<T, R> interceptCall(
      MethodDescriptor<T, R> method, CallOptions options, Channel next) {
    return TaskKind.polledBy(method.getFullMethodName())
        .flatMap(kind -> Optional.ofNullable(polls.get(kind)))
        .<ClientCall<T, R>>map(
            seen -> new SeenPoll<>(next.newCall(method, options.withWaitForReady()), seen))
        .orElseGet(() -> next.newCall(method, options));
  }

  private static final class SeenPoll<T, R> extends SimpleForwardingClientCall<T, R> {

    private final Polls polls;

    SeenPoll(ClientCall<T, R> call, Polls polls) {
      super(call);
      this.polls = polls;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      polls.sent();
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              polls.ended(status);
              super.onClose(status, trailers);
            }
          },
          headers);
    }
  }
}
