package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.config.InvalidSettingsException;
import ai.stigmer.agentrunner.config.Settings;
import ai.stigmer.agentrunner.control.ControlSocketException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Chooses the command that a command line asks for.
public final class Commands {

  private Commands() {}

  /// Runs the program in this process.
  ///
  /// @return the exit code
  public static int run(String[] arguments) throws InterruptedException {
    return run(Arrays.asList(arguments), System.getenv(), Console.ofTheProcess());
  }

  static int run(List<String> arguments, Map<String, String> environment, Console console)
      throws InterruptedException {
    try {
      if (arguments.isEmpty()) {
        return WorkerCommand.run(Settings.from(environment), console);
      }
      List<String> rest = arguments.subList(1, arguments.size());
      return switch (arguments.getFirst()) {
        case "health" -> HealthCommand.run(rest, Settings.socketIn(environment), console);
        case "run" -> RunCommand.run(rest, Settings.socketIn(environment), console);
        case "cancel" -> CancelCommand.run(rest, Settings.socketIn(environment), console);
        case "agents" -> AgentsCommand.run(rest, Settings.socketIn(environment), console);
        case "help", "--help", "-h" -> {
          console.say(Help.text());
          yield ExitCode.OK;
        }
        default ->
            throw new UsageException(
                "there is no command '%s'; see `agent-runner help`"
                    .formatted(arguments.getFirst()));
      };
    } catch (InvalidSettingsException invalid) {
      invalid.complaints().forEach(console::complain);
      return ExitCode.USAGE;
    } catch (UsageException refused) {
      console.complain(refused.getMessage());
      return ExitCode.USAGE;
    } catch (ControlSocketException noWorker) {
      console.complain(noWorker.getMessage());
      return ExitCode.USAGE;
    } catch (IOException brokenOff) {
      console.complain(
          "broken off before the whole answer was told (%s)".formatted(brokenOff.getMessage()));
      return ExitCode.FAILED;
    } catch (RuntimeException defect) {
      // Left to itself it would end this thread alone, and others keep a dead worker's process up.
      System.getLogger(Commands.class.getName())
          .log(System.Logger.Level.ERROR, "This program has a defect", defect);
      return ExitCode.FAILED;
    }
  }
}
