package ai.stigmer.agentrunner.command;

/// What the program exits with.
final class ExitCode {

  /// Done: stopped when asked, healthy, completed.
  static final int OK = 0;

  /// Not done: unhealthy, an execution that failed or whose worker is lost.
  static final int FAILED = 1;

  /// What only a person can mend: usage, an environment that cannot be used, no worker.
  static final int USAGE = 2;

  /// Cancelled by SIGINT or SIGTERM.
  static final int CANCELLED = 130;

  /// A worker that ended with activities unfinished.
  static final int UNFINISHED = 143;

  private ExitCode() {}
}
