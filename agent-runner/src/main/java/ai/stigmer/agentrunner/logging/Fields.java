package ai.stigmer.agentrunner.logging;

import ai.stigmer.agentrunner.secret.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// What a line tells of a record, without secrets.
///
/// @param time when, in UTC to the millisecond
/// @param level how grave, in the words of LOG_LEVEL
/// @param logger the class that says it, without its package
/// @param thread the thread it happened on
/// @param message what happened
/// @param exception the stack trace, if there is one
record Fields(
    String time,
    String level,
    String logger,
    String thread,
    String message,
    Optional<String> exception) {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static Fields of(LogRecord record, Formatter formatter, Redactor redactor) {
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    return new Fields(
        TIME.format(record.getInstant()),
        level(record.getLevel()),
        logger.substring(logger.lastIndexOf('.') + 1),
        Thread.currentThread().getName(),
        redactor.redact(message(record, formatter)),
        trace(record.getThrown()).map(redactor::redact));
  }

  /// Libraries log the message of an exception, which may have none.
  private static String message(LogRecord record, Formatter formatter) {
    return Objects.requireNonNullElse(formatter.formatMessage(record), "");
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  private static Optional<String> trace(@Nullable Throwable thrown) {
    if (thrown == null) {
      return Optional.empty();
    }
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return Optional.of(trace.toString().strip());
  }
}
