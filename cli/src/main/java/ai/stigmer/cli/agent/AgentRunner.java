package ai.stigmer.cli.agent;

import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.OutputLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The runner's own `agent-runner run`, in whose container it is called.
public final class AgentRunner {

  /// Runs a command where the runner is.
  @FunctionalInterface
  public interface Inside {

    /// Runs it to its end.
    ///
    /// @param input what the command reads
    /// @return the command's exit code
    int execute(List<String> command, String input, Consumer<OutputLine> lines);
  }

  /// How an execution ended.
  public enum Ending {
    /// The agent is done.
    COMPLETED,
    /// It failed; the last event told why.
    FAILED,
    /// Somebody cancelled it.
    CANCELLED
  }

  private static final int COMPLETED = 0;
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final int CANCELLED = 130;

  private final Inside inside;
  private final AgentFiles files;

  /// The runner reached that way, and the agents it may be given.
  public AgentRunner(Inside inside, AgentFiles files) {
    this.inside = inside;
    this.files = files;
  }

  /// Runs an agent to its end. If the calling thread is interrupted, the execution is cancelled.
  ///
  /// @param events told of every event and of the line it was read from
  /// @throws UserFailure if the runner refuses the request or breaks off
  public Ending run(RunRequest request, BiConsumer<ExecutionEvent, String> events) {
    var problems = new ArrayList<String>();
    int exitCode;
    try {
      exitCode =
          inside.execute(
              List.of("agent-runner", "run", "--request", "-"),
              request.line(files),
              line -> tell(line, events, problems));
    } catch (RuntimeException broken) {
      cancel(request.executionId(), broken);
      throw broken;
    }
    return switch (exitCode) {
      case COMPLETED -> Ending.COMPLETED;
      case CANCELLED -> Ending.CANCELLED;
      case FAILED -> Ending.FAILED;
      case REFUSED ->
          throw new UserFailure(
              "The runner refused: " + String.join(" ", problems),
              "'stigmer run --help' tells what can be asked for; " + files.listing() + ".");
      default ->
          throw new UserFailure(
              "The runner broke off with exit code %d. %s"
                  .formatted(exitCode, String.join(" ", problems))
                  .strip(),
              "'stigmer server logs' tells more; 'stigmer server restart' starts it anew.");
    };
  }

  /// An interrupt ends the call, but not what runs in the container.
  private void cancel(String executionId, RuntimeException reason) {
    boolean interrupted = Thread.interrupted();
    try {
      inside.execute(List.of("agent-runner", "cancel", executionId), "", line -> {});
    } catch (RuntimeException unreachable) {
      reason.addSuppressed(unreachable);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void tell(
      OutputLine line, BiConsumer<ExecutionEvent, String> events, List<String> problems) {
    switch (line.channel()) {
      case ERROR -> problems.add(line.text());
      case OUTPUT -> events.accept(ExecutionEvent.of(line.text()), line.text());
    }
  }
}
