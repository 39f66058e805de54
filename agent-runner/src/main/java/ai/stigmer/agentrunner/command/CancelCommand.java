package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.control.ControlClient;
import ai.stigmer.agentrunner.control.ControlSocketException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `cancel`: ends an execution, whoever started it.
final class CancelCommand {

  private CancelCommand() {}

  static int run(List<String> arguments, Path socket, Console console)
      throws UsageException, ControlSocketException, IOException {
    if (arguments.size() != 1 || !arguments.getFirst().matches("\\S+")) {
      throw new UsageException("cancel takes the id of one execution");
    }
    try (ControlClient worker = ControlClient.connect(socket)) {
      return Answer.of(worker, "cancel " + arguments.getFirst(), console);
    }
  }
}
