package ai.stigmer.agentrunner.control;

/// How an execution ended.
public enum Ending {
  /// The agent gave its answer.
  COMPLETED(0),
  /// The agent could not; the `finished` event says why.
  FAILED(1),
  /// Somebody asked for its end.
  CANCELLED(130);

  private final int exitCode;

  Ending(int exitCode) {
    this.exitCode = exitCode;
  }

  /// What the `run` command that started the execution exits with.
  public int exitCode() {
    return exitCode;
  }
}
