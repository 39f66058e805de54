package ai.stigmer.cli.command;

import ai.stigmer.cli.command.CompletionCommand.Shell;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.server.Component;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.stamp.DamagedStampException;
import ai.stigmer.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `stigmer` itself, which only holds the others.
@Command(
    name = "stigmer",
    description = "Runs stigmer agents on this machine.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration,",
      "70 a bug of stigmer, 130 interrupted",
    },
    usageHelpAutoWidth = true)
public final class StigmerCommand implements Runnable {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BUG = 70;
  private static final int INTERRUPTED = 130;

  /// What tells what runs, as it is usually typed.
  private static final Set<String> TELLING =
      Set.of("version", "version --output json", "server status", "server status --output json");

  @Spec private CommandSpec spec = CommandSpec.create();

  private StigmerCommand() {}

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(CommandContext context, String... arguments) {
    Terminal terminal = context.terminal();
    Build build;
    try {
      build = Build.in(context.home());
    } catch (DamagedStampException damaged) {
      terminal.say("stigmer: " + damaged.getMessage());
      return FAILED;
    }
    var idle = new ServerContext(context, build);
    ServerContext server = TELLING.contains(String.join(" ", arguments)) ? idle.looking() : idle;
    var commandLine = new CommandLine(new StigmerCommand());
    commandLine.getCommandSpec().version("stigmer " + build.version());
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("version", () -> new VersionCommand(server));
    commands.put("server", () -> server(server, arguments));
    commands.put("run", () -> new RunCommand(server));
    commands.put("doctor", () -> new DoctorCommand(server));
    commands.put("config", () -> ConfigCommand.of(context));
    commands.put("completion", CompletionCommand::new);
    if (arguments.length == 0 || !arguments[0].equals("completion")) {
      keepCalled(commands, arguments, 0);
    }
    commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    // Set before, it would go before what 'server' says of its own commands, which it can do
    // without.
    commandLine.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
    int exitCode =
        commandLine
            .setOut(terminal.out())
            .setErr(terminal.err())
            .registerConverter(Output.class, new Choice<>(Output.class))
            .registerConverter(RuntimeKind.class, new Choice<>(RuntimeKind.class))
            .registerConverter(Component.class, new Choice<>(Component.class))
            .registerConverter(Shell.class, new Choice<>(Shell.class))
            .setExecutionStrategy(StigmerCommand::execute)
            .setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong, terminal))
            // A message may begin with @, and is then no list of arguments in a file.
            .setExpandAtFiles(false)
            .setExecutionExceptionHandler((failure, line, parsed) -> exitCode(failure, terminal))
            .execute(arguments);
    return exitCode == 0 && terminal.out().checkError()
        ? exitCode(new LostOutput(), terminal)
        : exitCode;
  }

  /// An option before the name of a command would be lost to it.
  private static int execute(ParseResult all) {
    for (ParseResult outer = all; outer.hasSubcommand(); outer = outer.subcommand()) {
      CommandLine inner = outer.subcommand().commandSpec().commandLine();
      outer.matchedOptions().stream()
          .filter(option -> !option.usageHelp() && !option.versionHelp())
          .findFirst()
          .ifPresent(option -> {
            throw new ParameterException(
                inner,
                "write %s after '%s'".formatted(option.longestName(), inner.getCommandName()));
          });
    }
    return new RunLast().execute(all);
  }

  private static CommandLine server(ServerContext context, String[] arguments) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("start", () -> new ServerCommand.Start(context));
    commands.put("stop", () -> new ServerCommand.Stop(context));
    commands.put("restart", () -> new ServerCommand.Restart(context));
    commands.put("status", () -> new StatusCommand(context));
    commands.put("logs", () -> new LogsCommand(context));
    commands.put("prune", () -> new PruneCommand(context));
    keepCalled(commands, arguments, 1);
    var server = new CommandLine(new ServerCommand(context));
    commands.forEach((name, command) -> server.addSubcommand(name, command.get()));
    return server;
  }

  /// Reading a command's annotations takes time, so the others are left out when one is called.
  private static void keepCalled(
      Map<String, Supplier<Object>> commands, String[] arguments, int place) {
    if (arguments.length > place && commands.containsKey(arguments[place])) {
      commands.keySet().retainAll(Set.of(arguments[place]));
    }
  }

  private static int wrongUsage(ParameterException wrong, Terminal terminal) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    terminal.say("stigmer: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, terminal.err());
    terminal.say("  '%s --help' tells what can be said.".formatted(command.qualifiedName()));
    return WRONG_USAGE;
  }

  private static int exitCode(Exception failure, Terminal terminal) {
    return switch (failure) {
      case CancelledException interrupted -> {
        terminal.clear();
        yield INTERRUPTED;
      }
      case UserFailure mendable -> {
        terminal.fail(mendable.summary(), mendable.remedy());
        yield mendable instanceof InvalidSettingException ? WRONG_USAGE : FAILED;
      }
      default -> {
        terminal.say("stigmer: this is a bug, please report it with what follows");
        failure.printStackTrace(terminal.err());
        yield BUG;
      }
    };
  }

  /// Without a command there is nothing to do.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
