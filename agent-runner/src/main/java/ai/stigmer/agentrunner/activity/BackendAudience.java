package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.execution.Backend;
import java.time.Duration;

/// The server, which is told whole statuses.
///
/// @param executionId the execution they are of
record BackendAudience(Backend backend, String executionId) implements Audience {

  @Override
  public void tell(AgentExecutionStatus status) throws InterruptedException {
    backend.report(executionId, status);
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(1);
  }
}
