package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One command line on its way through the shell.
///
/// @param environment all its variables
/// @param time how long it may run
/// @param output how many bytes of its output are kept
record Command(
    String line, SessionFolder folder, Map<String, String> environment, Duration time, int output) {

  /// The exit code of a command that ran out of time, as `timeout` of the GNU core utilities has
  /// it.
  static final int OUT_OF_TIME = 124;

  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  /// What became of it.
  ///
  /// @param output its standard output and standard error
  record Outcome(int exitCode, boolean outOfTime, String output) {}

  /// Runs it to its end, and ends whatever it left behind.
  ///
  /// @throws IOException if the shell cannot be started, for want of one for example
  Outcome run() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    var tree = new CommandTree();
    tree.mark(builder);
    var kept = new CommandOutput(output);
    Process shell = CommandFence.start(builder, folder);
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
    }
    // Who cleared its environment and left the tree may hold the output open for ever.
    reader.join(LAST_OUTPUT);
    return new Outcome(inTime ? shell.waitFor() : OUT_OF_TIME, !inTime, kept.text());
  }
}
