package ai.stigmer.agentrunner.config;

/// How much the worker and its libraries log.
public enum LogLevel {
  /// Everything, the libraries' own detail included.
  DEBUG,
  /// What a person follows a worker by.
  INFO,
  /// Only what may need a person.
  WARNING,
  /// Only failures.
  ERROR
}
