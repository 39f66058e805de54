package ai.stigmer.agentrunner.activity;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.execution.ExecutionRecord;

/// Tells an audience of a record's changes while the execution runs. What could not be told once is
/// told with the next change.
final class Reports implements AutoCloseable {

  private final ExecutionRecord record;
  private final Audience audience;
  private final Repeating reports;
  private AgentExecutionStatus told = AgentExecutionStatus.getDefaultInstance();

  private Reports(ExecutionRecord record, Audience audience) {
    this.record = record;
    this.audience = audience;
    this.reports = Repeating.every(audience::pause, "telling the progress", this::report);
  }

  /// Begins.
  static Reports of(ExecutionRecord record, Audience audience) {
    return new Reports(record, audience);
  }

  private void report() throws InterruptedException {
    AgentExecutionStatus status = record.status();
    if (!status.equals(told)) {
      audience.tell(status);
      told = status;
    }
  }

  /// Stops; nothing is told after this.
  @Override
  public void close() {
    reports.abort();
  }
}
