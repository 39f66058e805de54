package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentExecutionUpdateStatusInput;
import ai.stigmer.agentrunner.contract.AgentId;
import ai.stigmer.agentrunner.contract.AgentInstance;
import ai.stigmer.agentrunner.contract.AgentInstanceId;
import ai.stigmer.agentrunner.contract.Session;
import ai.stigmer.agentrunner.contract.SessionId;
import ai.stigmer.testing.FreePort;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A server with the contract's four methods, on loopback: what it keeps is put into it, what it is
/// told is read from it. It takes updates as the real one does: what is sent replaces what is
/// there, what is empty leaves it.
public final class StandInServer implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, AgentInstance> instances = new ConcurrentHashMap<>();
  private final Map<String, Agent> agents = new ConcurrentHashMap<>();
  private final Map<String, AgentExecution> executions = new ConcurrentHashMap<>();
  private final List<AgentExecutionUpdateStatusInput> updates = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Optional<String>> authorizations = new CopyOnWriteArrayList<>();
  private final List<Status> faults = new ArrayList<>();
  private volatile Runnable beforeUpdate = () -> {};

  private final InetSocketAddress address;
  private Server server;

  private StandInServer(InetSocketAddress address) {
    this.address = address;
    server = listen(address);
  }

  /// A server on a port of its own.
  public static StandInServer start() {
    return startAt(InetAddress.getLoopbackAddress());
  }

  /// A server that listens on that address alone.
  static StandInServer startAt(InetAddress address) {
    return startAt(new InetSocketAddress(address, FreePort.find()));
  }

  /// A server that listens on that address and port alone.
  static StandInServer startAt(InetSocketAddress address) {
    return new StandInServer(address);
  }

  /// Where it listens, by its name: `localhost:port`.
  public String endpoint() {
    return "localhost:" + address.getPort();
  }

  /// Keeps an agent, an instance of it, a session with that instance, and an execution of the
  /// session.
  ///
  /// @return the execution
  public AgentExecution keep(String instructions) {
    agents.put("agt-1", agentNamed("agt-1", instructions));
    instances.put(
        "ain-1",
        AgentInstance.newBuilder()
            .setSpec(AgentInstance.getDefaultInstance().getSpec().toBuilder().setAgentId("agt-1"))
            .build());
    sessions.put(
        "ses-1",
        Session.newBuilder()
            .setSpec(Session.getDefaultInstance().getSpec().toBuilder().setAgentInstanceId("ain-1"))
            .build());
    var execution = AgentExecution.newBuilder();
    execution.getMetadataBuilder().setId("aex-1");
    execution.getSpecBuilder().setSessionId("ses-1").setMessage("Hello");
    return keep(execution.build());
  }

  /// Keeps an execution.
  public AgentExecution keep(AgentExecution execution) {
    executions.put(execution.getMetadata().getId(), execution);
    return execution;
  }

  /// Keeps a session.
  void keep(String id, Session session) {
    sessions.put(id, session);
  }

  /// Keeps an agent instance.
  void keep(String id, AgentInstance instance) {
    instances.put(id, instance);
  }

  /// An execution as it stands after all updates.
  public AgentExecution execution(String id) {
    return Optional.ofNullable(executions.get(id)).orElseThrow();
  }

  /// The updates it took, in their order.
  public List<AgentExecutionUpdateStatusInput> updates() {
    return List.copyOf(updates);
  }

  /// The full names of the methods called, in their order, those answered by a fault included.
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /// What each call said in its header `authorization`.
  public List<Optional<String>> authorizations() {
    return List.copyOf(authorizations);
  }

  /// Answers that many further calls with that status.
  public void fail(int times, Status status) {
    synchronized (faults) {
      for (int call = 0; call < times; call++) {
        faults.add(status);
      }
    }
  }

  /// Does this before each update is taken.
  void beforeUpdate(Runnable action) {
    beforeUpdate = action;
  }

  /// Goes away; what it keeps stays.
  public void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  /// Comes back on the port it had.
  public void restart() {
    server = listen(address);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private Server listen(InetSocketAddress address) {
    try {
      return NettyServerBuilder.forAddress(address)
          .intercept(new Doorkeeper())
          .addService(
              service(
                  Session.getDescriptor().getFile(),
                  SessionId.getDefaultInstance(),
                  Session.getDefaultInstance(),
                  asked -> found(sessions, asked.getValue())))
          .addService(
              service(
                  AgentInstance.getDescriptor().getFile(),
                  AgentInstanceId.getDefaultInstance(),
                  AgentInstance.getDefaultInstance(),
                  asked -> found(instances, asked.getValue())))
          .addService(
              service(
                  Agent.getDescriptor().getFile(),
                  AgentId.getDefaultInstance(),
                  Agent.getDefaultInstance(),
                  asked -> found(agents, asked.getValue())))
          .addService(
              service(
                  AgentExecution.getDescriptor().getFile(),
                  AgentExecutionUpdateStatusInput.getDefaultInstance(),
                  AgentExecution.getDefaultInstance(),
                  this::update))
          .build()
          .start();
    } catch (IOException occupied) {
      throw new UncheckedIOException(occupied);
    }
  }

  /// The one service of that file, whose one method gives these answers.
  private static <Q extends Message, A extends Message> ServerServiceDefinition service(
      FileDescriptor file, Q question, A answer, Function<Q, A> answers) {
    var service = file.getServices().getFirst();
    var name =
        MethodDescriptor.generateFullMethodName(
            service.getFullName(), service.getMethods().getFirst().getName());
    MethodDescriptor<Q, A> method =
        MethodDescriptor.<Q, A>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(name)
            .setRequestMarshaller(ProtoUtils.marshaller(question))
            .setResponseMarshaller(ProtoUtils.marshaller(answer))
            .build();
    return ServerServiceDefinition.builder(service.getFullName())
        .addMethod(
            method,
            ServerCalls.asyncUnaryCall((asked, observer) -> {
              try {
                observer.onNext(answers.apply(asked));
                observer.onCompleted();
              } catch (RuntimeException refused) {
                observer.onError(Status.fromThrowable(refused).asRuntimeException());
              }
            }))
        .build();
  }

  private static <V> V found(Map<String, V> kept, String id) {
    return Optional.ofNullable(kept.get(id))
        .orElseThrow(
            () -> Status.NOT_FOUND.withDescription(id + " not found").asRuntimeException());
  }

  private AgentExecution update(AgentExecutionUpdateStatusInput input) {
    beforeUpdate.run();
    AgentExecution kept = found(executions, input.getExecutionId());
    AgentExecution updated =
        kept.toBuilder().setStatus(merged(kept.getStatus(), input.getStatus())).build();
    executions.put(input.getExecutionId(), updated);
    updates.add(input);
    return updated;
  }

  private static AgentExecutionStatus merged(AgentExecutionStatus kept, AgentExecutionStatus sent) {
    var merged = kept.toBuilder();
    if (sent.getMessagesCount() > 0) {
      merged.clearMessages();
    }
    if (sent.getToolCallsCount() > 0) {
      merged.clearToolCalls();
    }
    if (sent.getTodosCount() > 0) {
      merged.clearTodos();
    }
    return merged.mergeFrom(sent).build();
  }

  private static Agent agentNamed(String id, String instructions) {
    var agent = Agent.newBuilder();
    agent.getMetadataBuilder().setId(id).setName("Stand-in");
    agent.getSpecBuilder().setInstructions(instructions);
    return agent.build();
  }

  private Optional<Status> nextFault() {
    synchronized (faults) {
      return faults.isEmpty() ? Optional.empty() : Optional.of(faults.removeFirst());
    }
  }

  /// Notes every call, and refuses those that are to fail.
  private final class Doorkeeper implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      calls.add(call.getMethodDescriptor().getFullMethodName());
      authorizations.add(Optional.ofNullable(headers.get(AUTHORIZATION)));
      Optional<Status> fault = nextFault();
      if (fault.isEmpty()) {
        return next.startCall(call, headers);
      }
      call.close(fault.get(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
