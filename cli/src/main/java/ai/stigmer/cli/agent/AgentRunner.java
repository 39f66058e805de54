package ai.stigmer.cli.agent;

import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The runner's own `agent-runner run`, in whose container it is called.
public final class AgentRunner {

  /// Runs a command where the runner is.
  @FunctionalInterface
  public interface Inside {

    /// Runs it to its end.
    ///
    /// @return the command's exit code
    int execute(ContainerCommand command, Consumer<OutputLine> lines);
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

  /// How long it may take to cancel an execution after an interrupt.
  public static final Duration CANCEL_LIMIT = Duration.ofSeconds(10);

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
    var told = new Told(events);
    ContainerCommand command =
        ContainerCommand.of("agent-runner", "run", "--request", "-").reading(request.line(files));
    int exitCode;
    try {
      exitCode = inside.execute(command, told);
    } catch (CancelledException interrupted) {
      cancel(request.executionId())
          .ifPresent(problem -> {
            throw new UserFailure(
                "The execution could not be cancelled, and may go on: " + problem + ".",
                "'stigmer server restart' ends it.");
          });
      throw interrupted;
    } catch (RuntimeException broken) {
      cancel(request.executionId())
          .ifPresent(problem -> broken.addSuppressed(new IllegalStateException(problem)));
      throw broken;
    }
    return switch (exitCode) {
      case COMPLETED -> told.ending(Ending.COMPLETED, exitCode);
      case FAILED -> told.ending(Ending.FAILED, exitCode);
      case CANCELLED -> Ending.CANCELLED;
      case REFUSED ->
          throw new UserFailure(
              "The runner refused: " + told.problems(),
              "'stigmer run --help' tells what can be asked for; " + files.listing() + ".");
      default -> throw told.brokeOff(exitCode);
    };
  }

  /// An interrupt ends the call, but not what runs in the container.
  ///
  /// @return why it may go on; nothing if it is cancelled
  private Optional<String> cancel(String executionId) {
    boolean interrupted = Thread.interrupted();
    var said = new ArrayList<String>();
    try {
      int exitCode =
          inside.execute(
              ContainerCommand.of("agent-runner", "cancel", executionId).within(CANCEL_LIMIT),
              line -> said.add(line.text()));
      return exitCode == 0
          ? Optional.empty()
          : Optional.of(said.isEmpty() ? "exit code " + exitCode : said.getLast());
    } catch (UserFailure unreachable) {
      return Optional.of(unreachable.summary());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// What the runner tells. An exit code alone is no ending: a program that crashes has one too.
  private static final class Told implements Consumer<OutputLine> {

    private final BiConsumer<ExecutionEvent, String> events;
    private final List<String> problems = new ArrayList<>();
    private boolean finished;

    Told(BiConsumer<ExecutionEvent, String> events) {
      this.events = events;
    }

    @Override
    public void accept(OutputLine line) {
      switch (line.channel()) {
        case ERROR -> problems.add(line.text());
        case OUTPUT ->
            event(line.text())
                .ifPresentOrElse(
                    event -> {
                      finished |= event instanceof ExecutionEvent.Finished;
                      events.accept(event, line.text());
                    },
                    () -> problems.add(line.text()));
      }
    }

    /// Java itself writes its warnings to the output.
    private static Optional<ExecutionEvent> event(String line) {
      try {
        return Optional.of(ExecutionEvent.of(line));
      } catch (IllegalArgumentException noEvent) {
        return Optional.empty();
      }
    }

    String problems() {
      return String.join(" ", problems);
    }

    Ending ending(Ending ending, int exitCode) {
      if (!finished) {
        throw brokeOff(exitCode);
      }
      return ending;
    }

    UserFailure brokeOff(int exitCode) {
      return new UserFailure(
          "The runner broke off with exit code %d. %s".formatted(exitCode, problems()).strip(),
          "'stigmer server logs' tells more; 'stigmer server restart' starts it anew.");
    }
  }
}
