package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.control.AgentSummary;
import ai.stigmer.agentrunner.control.Executions;
import ai.stigmer.agentrunner.control.RefusedRequestException;
import ai.stigmer.agentrunner.control.Running;
import java.util.List;

/// The executions of a worker that starts none itself: its server does.
final class NoExecutions implements Executions {

  private final String server;

  /// @param server where that server is
  NoExecutions(String server) {
    this.server = server;
  }

  @Override
  public Running start(String request) throws RefusedRequestException {
    throw new RefusedRequestException(
        "this worker works for the server at %s: start executions there, or unset STIGMER_BACKEND_ENDPOINT"
            .formatted(server));
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
