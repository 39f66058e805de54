package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.control.ControlClient;
import ai.stigmer.agentrunner.control.ControlSocketException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `agents`: the built-in agents.
final class AgentsCommand {

  private AgentsCommand() {}

  static int run(List<String> arguments, Path socket, Console console)
      throws UsageException, ControlSocketException, IOException {
    if (!arguments.isEmpty()) {
      throw new UsageException("agents takes no arguments");
    }
    try (ControlClient worker = ControlClient.connect(socket)) {
      return Answer.of(worker, "agents", console);
    }
  }
}
