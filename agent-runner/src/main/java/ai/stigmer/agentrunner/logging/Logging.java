package ai.stigmer.agentrunner.logging;

import ai.stigmer.agentrunner.config.LogFormat;
import ai.stigmer.agentrunner.config.LogLevel;
import ai.stigmer.agentrunner.config.LogSettings;
import ai.stigmer.agentrunner.secret.Redactor;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends what everything in this process logs to one stream.
public final class Logging {

  private static final String OURS = "ai.stigmer.agentrunner";

  /// What the worker says of its own life: always at least at INFO, since others wait for a line.
  private static final String LIFE = OURS + ".worker";

  /// A stack trace for each poll that fails, however long Temporal is away; the worker says once
  /// that it is.
  private static final String POLLERS = "io.temporal.internal.worker.BasePoller";

  /// Loggers whose level was set; unless they are held they may be collected and their levels lost.
  private static final List<Logger> HELD = new ArrayList<>();

  private Logging() {}

  /// Logs to that stream from now on, and nowhere else.
  public static void start(LogSettings settings, Redactor redactor, OutputStream out) {
    boolean debug = settings.level() == LogLevel.DEBUG;
    Level level = level(settings.level());
    set("", debug || level.intValue() > Level.WARNING.intValue() ? level : Level.WARNING);
    set(OURS, level);
    set(LIFE, debug ? level : Level.INFO);
    set(POLLERS, debug ? level : Level.OFF);
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LineStream(out, formatter(settings.format(), redactor)));
  }

  private static void set(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    HELD.add(logger);
  }

  private static Level level(LogLevel level) {
    return switch (level) {
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
    };
  }

  private static Formatter formatter(LogFormat format, Redactor redactor) {
    return switch (format) {
      case TEXT -> new TextFormatter(redactor);
      case JSON -> new JsonFormatter(redactor);
    };
  }
}
