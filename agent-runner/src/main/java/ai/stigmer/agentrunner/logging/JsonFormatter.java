package ai.stigmer.agentrunner.logging;

import ai.stigmer.agentrunner.json.JsonObject;
import ai.stigmer.agentrunner.secret.Redactor;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// One JSON object a line: `time`, `level`, `logger`, `thread`, `message` and perhaps `exception`.
final class JsonFormatter extends Formatter {

  private final Redactor redactor;

  JsonFormatter(Redactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public String format(LogRecord record) {
    Fields fields = Fields.of(record, this, redactor);
    JsonObject line =
        new JsonObject()
            .with("time", fields.time())
            .with("level", fields.level())
            .with("logger", fields.logger())
            .with("thread", fields.thread())
            .with("message", fields.message());
    fields.exception().ifPresent(trace -> line.with("exception", trace));
    return line + "\n";
  }
}
