package ai.stigmer.agentrunner;

import ai.stigmer.agentrunner.config.InvalidSettingException;
import ai.stigmer.agentrunner.config.LogLevel;
import ai.stigmer.agentrunner.config.WorkerSettings;
import ai.stigmer.agentrunner.worker.AgentWorker;
import ai.stigmer.agentrunner.worker.StopRequest;
import java.io.PrintStream;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Logger;

/// The program the image runs.
///
/// Exit codes: 0 stopped when asked, 2 a malformed variable, 143 ended with activities unfinished.
public final class AgentRunner {

  private static final int STOPPED = 0;
  private static final int INVALID_SETTING = 2;
  private static final int UNFINISHED = 143;

  private AgentRunner() {}

  /// Runs the worker until SIGTERM or SIGINT; a second signal ends it at once.
  public static void main(String[] arguments) throws InterruptedException {
    var stop = new StopRequest();
    Signals.onTermination(() -> {
      if (stop.isAsked()) {
        Runtime.getRuntime().halt(UNFINISHED);
      }
      stop.ask();
    });
    System.exit(run(System.getenv(), stop, System.out, System.err));
  }

  /// Runs the worker in that environment until it is asked to stop.
  ///
  /// @return the exit code
  static int run(
      Map<String, String> environment, StopRequest stop, PrintStream out, PrintStream err)
      throws InterruptedException {
    WorkerSettings settings;
    try {
      settings = WorkerSettings.from(environment);
    } catch (InvalidSettingException invalid) {
      err.println("agent-runner: " + invalid.getMessage());
      return INVALID_SETTING;
    }
    logAt(settings.logLevel());
    return new AgentWorker(settings, out).run(stop) ? STOPPED : UNFINISHED;
  }

  private static void logAt(LogLevel logLevel) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT %4$s %3$s: %5$s%6$s%n");
    Logger root = Logger.getLogger("");
    root.setLevel(logLevel.level());
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(logLevel.level());
    }
  }
}
