package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.shell.Command;
import ai.stigmer.agentrunner.shell.CommandEnvironment;
import ai.stigmer.agentrunner.shell.CommandLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `execute`: a command line in the session's folder.
record Execute(SessionFolder folder, CommandLimits limits, CommandEnvironment environment)
    implements SessionTool {

  /// In bytes; Linux takes arguments of up to 128 KiB.
  private static final int LONGEST = 100_000;

  @Override
  public ToolSpecification specification() {
    long seconds = limits.time().toSeconds();
    return new ToolSpecification(
        "execute",
        "Runs a command line with sh in the session's folder and gives its output, standard error"
            + " included, and its exit code. Nobody can answer questions: its input is empty. It is"
            + " ended after %d seconds with exit code %d; whatever still runs in the background when"
                .formatted(seconds, Command.OUT_OF_TIME)
            + " it is over is ended, too. Of a long output the middle is left out. Each call is a"
            + " new shell: cd and variables do not last. Files are written below the session's"
            + " folder or $TMPDIR and nowhere else. There are no keys and no passwords in its"
            + " environment.",
        List.of(
            Parameters.text("command", "The command line, such as 'git log --oneline | head'."),
            Parameters.optionalWholeNumber(
                "timeout_seconds",
                "After how many seconds to end it; at most %d, which also holds if left out."
                    .formatted(seconds))));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException, InterruptedException {
    String line = arguments.text("command");
    if (line.isBlank() || line.getBytes(UTF_8).length > LONGEST || line.indexOf('\0') >= 0) {
      return ToolResult.failure(
          "'command' is no command line of 1 to %d bytes; write longer ones to a file first."
              .formatted(LONGEST));
    }
    long asked = arguments.positive("timeout_seconds", Integer.MAX_VALUE);
    Duration time = Duration.ofSeconds(Math.min(asked, limits.time().toSeconds()));
    folder.list(InsidePath.FOLDER, 1);
    Command.Outcome outcome;
    try {
      outcome = new Command(line, folder, environment, time, limits.output()).run();
    } catch (IOException failure) {
      return ToolResult.failure(
          "The shell cannot be started (%s); use the other tools.".formatted(failure.getMessage()));
    }
    return result(outcome, time);
  }

  private static ToolResult result(Command.Outcome outcome, Duration time) {
    String output = outcome.output();
    String text =
        "%s%s[exit code %d%s]"
            .formatted(
                output,
                output.isEmpty() || output.endsWith("\n") ? "" : "\n",
                outcome.exitCode(),
                outcome.outOfTime() ? ", ended after %d seconds".formatted(time.toSeconds()) : "");
    return outcome.exitCode() == 0 ? ToolResult.of(text) : ToolResult.failure(text);
  }
}
