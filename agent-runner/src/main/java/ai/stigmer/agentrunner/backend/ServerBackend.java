package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.contract.Agent;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.execution.Backend;
import ai.stigmer.agentrunner.execution.BackendException;
import io.grpc.ManagedChannel;
import java.time.Duration;

/// The Stigmer server, over gRPC.
///
/// Statuses of an execution that still runs are sent in the background, the newest only, and may
/// fail. The status it ends with is sent last, repeated while the server is away, and confirmed:
/// nothing else tells the server how the execution ended, so [#report] fails when it was not.
public final class ServerBackend implements Backend, AutoCloseable {

  /// How long a server that is away is waited for before an execution begins.
  private static final Duration READING_PATIENCE = Duration.ofMinutes(1);

  /// How long a server that is away is waited for once an execution has ended.
  private static final Duration ENDING_PATIENCE = Duration.ofMinutes(2);

  private final String server;
  private final ManagedChannel channel;
  private final ServerCalls calls;
  private final ProgressReports progress;

  private ServerBackend(BackendSettings settings) {
    this.server = settings.endpoint();
    this.channel = new Endpoint(server, settings.isSecure()).channel();
    this.calls = new ServerCalls(channel, new Refusal(server, settings.apiKey().map(Key::new)));
    this.progress = new ProgressReports(calls);
  }

  /// The server of these settings; nothing is sent before it is asked for something. Without TLS
  /// the key is sent to private addresses only.
  public static ServerBackend at(BackendSettings settings) {
    return new ServerBackend(settings);
  }

  @Override
  public Agent agentOf(AgentExecution execution) throws InterruptedException {
    String id = execution.getMetadata().getId();
    String sessionId = execution.getSpec().getSessionId();
    String agentId =
        sessionId.isEmpty() ? execution.getSpec().getAgentId() : agentOfSession(sessionId);
    if (agentId.isEmpty()) {
      throw new BackendException(
          "Execution '%s' names neither a session nor an agent".formatted(id));
    }
    return read(Errand.agent(agentId));
  }

  private String agentOfSession(String sessionId) throws InterruptedException {
    String instanceId = read(Errand.session(sessionId)).getSpec().getAgentInstanceId();
    if (instanceId.isEmpty()) {
      throw incomplete("Session '%s'".formatted(sessionId), "agent instance");
    }
    String agentId = read(Errand.agentInstance(instanceId)).getSpec().getAgentId();
    if (agentId.isEmpty()) {
      throw incomplete("Agent instance '%s'".formatted(instanceId), "agent");
    }
    return agentId;
  }

  @Override
  public void report(String executionId, AgentExecutionStatus status) throws InterruptedException {
    if (!isEnd(status.getPhase())) {
      progress.offer(executionId, status);
      return;
    }
    progress.end(executionId);
    calls.ask(Errand.updateStatus(executionId, status), ENDING_PATIENCE);
  }

  /// Hangs up. To be called after the last report.
  @Override
  public void close() {
    progress.close();
    channel.shutdownNow();
  }

  private <A> A read(Errand<?, A> errand) throws InterruptedException {
    return calls.ask(errand, READING_PATIENCE);
  }

  private BackendException incomplete(String subject, String missing) {
    return new BackendException(
        "%s on the server at %s names no %s".formatted(subject, server, missing));
  }

  private static boolean isEnd(ExecutionPhase phase) {
    return switch (phase) {
      case EXECUTION_COMPLETED, EXECUTION_FAILED, EXECUTION_CANCELLED -> true;
      case EXECUTION_PHASE_UNSPECIFIED, EXECUTION_PENDING, EXECUTION_IN_PROGRESS, UNRECOGNIZED ->
          false;
    };
  }
}
