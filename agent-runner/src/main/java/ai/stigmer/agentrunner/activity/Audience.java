package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import java.time.Duration;

/// Who is told how far an execution is.
interface Audience {

  /// Tells it.
  ///
  /// @throws InterruptedException if the calling thread was interrupted
  void tell(AgentExecutionStatus status) throws InterruptedException;

  /// How long to wait before telling the next change.
  Duration pause();
}
