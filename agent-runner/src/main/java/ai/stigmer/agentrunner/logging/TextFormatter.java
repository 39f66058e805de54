package ai.stigmer.agentrunner.logging;

import ai.stigmer.agentrunner.secret.Redactor;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// `TIME LEVEL LOGGER: MESSAGE`; what follows a line break is indented, so that no message can look
/// like another record.
final class TextFormatter extends Formatter {

  private final Redactor redactor;

  TextFormatter(Redactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public String format(LogRecord record) {
    Fields fields = Fields.of(record, this, redactor);
    String text =
        "%s %s %s: %s".formatted(fields.time(), fields.level(), fields.logger(), fields.message())
            + fields.exception().map(trace -> "\n" + trace).orElse("");
    return text.lines().reduce((lines, next) -> lines + "\n  " + next).orElseThrow() + "\n";
  }
}
