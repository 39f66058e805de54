package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.control.ControlClient;
import ai.stigmer.agentrunner.control.ControlSocketException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `health`: whether the worker of this container does its work. With `--wait` it asks until it
/// does, or the time is over; a worker that is not there yet is waited for, too.
final class HealthCommand {

  /// How long the worker may take, which asks Temporal itself.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private HealthCommand() {}

  static int run(List<String> arguments, Path socket, Console console)
      throws UsageException, IOException, InterruptedException {
    long end = System.nanoTime() + patience(arguments).toNanos();
    Answered answered = ask(socket);
    while (!answered.healthy() && System.nanoTime() < end) {
      Thread.sleep(PAUSE);
      answered = ask(socket);
    }
    console.say(answered.line());
    return answered.healthy() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Duration patience(List<String> arguments) throws UsageException {
    if (arguments.isEmpty()) {
      return Duration.ZERO;
    }
    if (arguments.size() != 2
        || !arguments.getFirst().equals("--wait")
        || !arguments.getLast().matches("[0-9]{1,6}")) {
      throw new UsageException("health takes nothing, or --wait and a number of seconds");
    }
    return Duration.ofSeconds(Long.parseLong(arguments.getLast()));
  }

  /// Asks on a thread of its own: a worker that hangs accepts and never answers.
  private static Answered ask(Path socket) throws InterruptedException {
    var asking = new FutureTask<Answered>(() -> answer(socket));
    Thread.ofPlatform().daemon().start(asking);
    try {
      return asking.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      return new Answered(
          false,
          "unhealthy: the worker does not answer within %d s".formatted(ANSWER_LIMIT.toSeconds()));
    } catch (ExecutionException failure) {
      return new Answered(false, "unhealthy: " + failure.getCause());
    }
  }

  private static Answered answer(Path socket) throws IOException {
    var line = new ByteArrayOutputStream();
    try (ControlClient worker = ControlClient.connect(socket)) {
      OptionalInt exitCode = worker.ask("health", line, line);
      return exitCode.isPresent()
          ? new Answered(exitCode.getAsInt() == ExitCode.OK, line.toString(UTF_8).strip())
          : new Answered(false, "unhealthy: the worker is stopping");
    } catch (ControlSocketException none) {
      return new Answered(false, "unhealthy: " + none.getMessage());
    }
  }

  /// What is known of the worker's health, with the line that says so.
  private record Answered(boolean healthy, String line) {}
}
