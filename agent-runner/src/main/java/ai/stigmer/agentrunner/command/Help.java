package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.config.Variable;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What `help` prints.
final class Help {

  private static final String COMMANDS =
      """
      agent-runner                     runs the worker until SIGTERM or SIGINT
      agent-runner health [--wait SECONDS]
                                       whether the worker polls Temporal now; exit 0 or 1
      agent-runner run --agent NAME|FILE --message TEXT|- [--session ID] [--model NAME] [--execution-id ID]
      agent-runner run --request -     runs an agent and prints its progress as JSON lines; exit 0 completed,
                                       1 failed, 2 refused, 130 cancelled; `-` is read from the standard input
      agent-runner cancel ID           cancels an execution; exit 0, or 1 if there is none
      agent-runner agents              the built-in agents, NAME<TAB>DESCRIPTION

      All but the first speak to the worker of this container. Variables:

      """;

  private Help() {}

  static String text() {
    return COMMANDS
        + Arrays.stream(Variable.values())
            .map(variable -> "%s\n    %s".formatted(title(variable), variable.meaning()))
            .collect(Collectors.joining("\n"));
  }

  private static String title(Variable variable) {
    return variable.fallback().isEmpty()
        ? variable.name()
        : "%s (%s)".formatted(variable.name(), variable.fallback());
  }
}
