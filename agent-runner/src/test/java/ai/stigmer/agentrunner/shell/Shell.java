package ai.stigmer.agentrunner.shell;

import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.session.SessionFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Runs commands in the session `s-1` of a workspace.
///
/// @param environment this program's variables
record Shell(SessionFolder session, Map<String, String> environment) {

  static Shell in(Path workspace) {
    return new Shell(new SessionFolders(workspace).open("s-1"), System.getenv());
  }

  /// The session's folder.
  Path folder() {
    return session.path();
  }

  /// Runs one to its end.
  Command.Outcome run(String line) throws IOException, InterruptedException {
    return run(line, Duration.ofMinutes(2));
  }

  Command.Outcome run(String line, Duration time) throws IOException, InterruptedException {
    return new Command(line, session, new CommandEnvironment(environment), time, 64 * 1024).run();
  }
}
