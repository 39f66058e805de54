package ai.stigmer.agentrunner.shell;

import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One command line on its way through the shell.
///
/// @param environment what it sees of this program's own variables
/// @param time how long it may run
/// @param output how many bytes of its output are kept
public record Command(
    String line, SessionFolder folder, CommandEnvironment environment, Duration time, int output) {

  /// The exit code of a command that ran out of time, as `timeout` of the GNU core utilities has
  /// it.
  public static final int OUT_OF_TIME = 124;

  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  /// What became of it.
  ///
  /// @param output its standard output and standard error
  public record Outcome(int exitCode, boolean outOfTime, String output) {}

  /// Runs it to its end, and ends whatever it left behind.
  ///
  /// @throws IOException if the shell cannot be started, for want of one for example
  public Outcome run() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment.in(folder));
    var tree = new CommandTree();
    tree.mark(builder);
    var kept = new CommandOutput(output);
    Children children = Children.ofThisProgram();
    Process shell = children.start(() -> CommandFence.start(builder, folder));
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("command output")
            .start(() -> kept.drain(shell.getInputStream()));
    boolean inTime;
    try {
      inTime = shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      tree.end(shell.toHandle());
      children.buryOrphans();
    }
    // Who cleared its environment and left the tree may hold the output open for ever.
    reader.join(LAST_OUTPUT);
    return new Outcome(inTime ? shell.waitFor() : OUT_OF_TIME, !inTime, kept.text());
  }
}
