package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.process.OutputLine;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Lines of a log as `logs --timestamps` writes them.
final class LogLines {

  private LogLines() {}

  /// The line, unless the runtime itself said it.
  static Optional<LogLine> read(OutputLine written) {
    String text = written.text();
    int space = text.indexOf(' ');
    String time = space < 0 ? text : text.substring(0, space);
    try {
      return Optional.of(
          new LogLine(
              OffsetDateTime.parse(time).toInstant(),
              new OutputLine(written.channel(), space < 0 ? "" : text.substring(space + 1))));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }
}
