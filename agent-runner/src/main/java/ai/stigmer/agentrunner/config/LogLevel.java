package ai.stigmer.agentrunner.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;

/// How much the worker and its libraries log.
public enum LogLevel {
  /// Everything, the libraries' own detail included.
  DEBUG,
  /// What a person follows a worker by.
  INFO,
  /// Only what may need a person.
  WARNING,
  /// Only failures.
  ERROR;

  /// The level of that name, in any case.
  static Optional<LogLevel> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(level -> level.name().equals(upper)).findFirst();
  }

  /// The same level for `java.util.logging`.
  public Level level() {
    return switch (this) {
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
    };
  }
}
