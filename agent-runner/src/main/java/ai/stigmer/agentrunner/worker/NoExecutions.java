package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.control.AgentSummary;
import ai.stigmer.agentrunner.control.Executions;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import ai.stigmer.agentrunner.control.Running;
import java.util.List;
import java.util.Optional;

/// The executions of a worker that starts none itself: its server does.
final class NoExecutions implements Executions {

  private final Optional<BackendSettings> backend;

  NoExecutions(Optional<BackendSettings> backend) {
    this.backend = backend;
  }

  @Override
  public Running start(String request) throws RefusedRequestException {
    throw new RefusedRequestException(
        backend
            .map(server ->
                "this worker works for the server at %s: start executions there, or unset STIGMER_BACKEND_ENDPOINT"
                    .formatted(server.endpoint()))
            .orElse("this worker starts no executions"));
  }

  @Override
  public boolean cancel(String executionId) {
    return false;
  }

  @Override
  public List<AgentSummary> agents() {
    return List.of();
  }
}
