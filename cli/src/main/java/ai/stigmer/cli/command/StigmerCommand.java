package ai.stigmer.cli.command;

import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.stamp.DamagedStampException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `stigmer` itself, which only holds the others.
@Command(
    name = "stigmer",
    description = "Runs stigmer agents on this machine.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 70 a bug of stigmer",
    },
    usageHelpAutoWidth = true)
public final class StigmerCommand implements Runnable {

  private static final int FAILED = 1;
  private static final int BUG = 70;

  @Spec private CommandSpec spec = CommandSpec.create();

  private StigmerCommand() {}

  /// Runs one command line.
  ///
  /// @param home the folder that holds the stamp
  /// @return the exit code
  public static int run(Path home, PrintWriter out, PrintWriter err, String... arguments) {
    Build build;
    try {
      build = Build.in(home);
    } catch (DamagedStampException damaged) {
      err.println("stigmer: " + damaged.getMessage());
      return FAILED;
    }
    var commandLine = new CommandLine(new StigmerCommand());
    commandLine.getCommandSpec().version("stigmer " + build.version());
    commandLine.addSubcommand(new VersionCommand(build));
    return commandLine
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, line, parsed) -> bug(failure, err))
        .execute(arguments);
  }

  private static int bug(Exception failure, PrintWriter err) {
    err.println("stigmer: this is a bug, please report it with what follows");
    failure.printStackTrace(err);
    return BUG;
  }

  /// Without a command there is nothing to do.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
