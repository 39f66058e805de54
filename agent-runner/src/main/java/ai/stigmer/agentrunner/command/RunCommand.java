package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.control.ControlClient;
import ai.stigmer.agentrunner.control.ControlSocketException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// `run`: starts an execution and follows it. A signal cancels it, and its events go on to the
/// last; a second one, or a worker that takes too long over it, ends the command at once.
final class RunCommand {

  private static final Duration LAST_EVENTS = Duration.ofSeconds(10);

  private RunCommand() {}

  static int run(List<String> arguments, Path socket, Console console)
      throws UsageException, ControlSocketException, IOException {
    String request = RunRequest.of(arguments, console.in());
    try (ControlClient worker = ControlClient.connect(socket)) {
      var cancelled = new AtomicBoolean();
      Signals.onTermination(() -> {
        if (cancelled.getAndSet(true)) {
          Runtime.getRuntime().halt(ExitCode.CANCELLED);
        }
        worker.cancel();
        Signals.haltAfter(LAST_EVENTS, ExitCode.CANCELLED);
      });
      return Answer.of(worker, "run " + request, console);
    }
  }
}
