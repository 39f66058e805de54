package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.config.Settings;
import ai.stigmer.agentrunner.control.ControlSocketException;
import ai.stigmer.agentrunner.logging.Logging;
import ai.stigmer.agentrunner.worker.AgentWorker;
import ai.stigmer.agentrunner.worker.StopRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The worker, until SIGTERM or SIGINT; a second signal ends it at once.
final class WorkerCommand {

  /// Whatever hangs, the worker is gone before a container runtime would kill it after ten seconds.
  private static final Duration LONGEST_STOP = Duration.ofMillis(9_500);

  private WorkerCommand() {}

  static int run(Settings settings, Console console)
      throws UsageException, ControlSocketException, InterruptedException {
    requireWritable(settings.workspace());
    Logging.start(settings.log(), settings.redactor(), console.out());
    var stop = new StopRequest();
    Signals.onTermination(() -> {
      if (!stop.ask()) {
        Runtime.getRuntime().halt(ExitCode.UNFINISHED);
      }
      Signals.haltAfter(LONGEST_STOP, ExitCode.UNFINISHED);
    });
    return new AgentWorker(settings).run(stop) ? ExitCode.OK : ExitCode.UNFINISHED;
  }

  private static void requireWritable(Path workspace) throws UsageException {
    try {
      Files.createDirectories(workspace);
      Files.delete(Files.createTempFile(workspace, ".writable", ""));
    } catch (IOException failure) {
      throw new UsageException(
          "SANDBOX_ROOT_DIR is '%s', where this user cannot write (%s); give the folder to the user that runs the worker (1000 in the image), or name another"
              .formatted(workspace, failure));
    }
  }
}
