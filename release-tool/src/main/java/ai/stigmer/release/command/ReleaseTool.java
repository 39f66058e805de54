package ai.stigmer.release.command;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.ConclusionJson;
import ai.stigmer.release.report.page.ReportedRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program: `main` only exits, [#run] does the work and gives the exit code.
@Command(
    name = "release-tool",
    description = {
      "Release an image, a command-line tool and a formula together.",
      "",
      "Each run looks at the world, shows what is missing, does only that, and looks again. The same"
          + " command is the release, the retry and the recovery."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ToolVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:converged",
      "1:failed: run again and it converges",
      "2:usage, configuration, git state or credentials: mend it first (doctor finds it)",
      "3:refused: it would break a published release",
      "4:changes pending or drift (plan --detailed-exitcode, verify)",
      "70:a bug of this tool",
      "130:interrupted"
    })
public final class ReleaseTool {

  private ReleaseTool() {}

  /// Runs the program and ends the process. What it writes is English and read by programs: numbers
  /// have the digits 0 to 9, whatever the person's language.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Environment environment = Environment.ofProcess();
    try {
      TimeLimit.start(args, environment);
    } catch (ReleaseException misused) {
      var options = new GlobalOptions();
      System.exit(failed(misused, new Screen(environment, options), options, args));
    }
    System.exit(run(args, environment));
  }

  /// Runs the program.
  ///
  /// @return the exit code, one of the documented ones
  public static int run(String[] args, Environment environment) {
    return run(args, environment, run -> {});
  }

  /// Runs the program.
  ///
  /// @param reader gets every run of `release` that came to a conclusion
  static int run(String[] args, Environment environment, Consumer<ReportedRun> reader) {
    var options = new GlobalOptions();
    var commands = new CommandLine(new ReleaseTool());
    addCommands(commands, args, environment, options, reader);
    commands.addMixin("options", options);
    commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(
            (misuse, given) -> misused(misuse, new Screen(environment, options)))
        .setExecutionExceptionHandler((failure, command, parsed) ->
            failed(failure, new Screen(environment, options), options, args));
    if (args.length == 0) {
      commands.usage(commands.getErr());
      return ExitCode.INPUT;
    }
    try {
      return commands.execute(args);
    } catch (Error bug) {
      return failed(bug, new Screen(environment, options), options, args);
    }
  }

  private static void addCommands(
      CommandLine commands,
      String[] args,
      Environment environment,
      GlobalOptions options,
      Consumer<ReportedRun> reader) {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("init", () -> new InitCommand(environment, options));
    all.put("plan", () -> new PlanCommand(environment, options));
    all.put("release", () -> new ReleaseCommand(environment, options, reader));
    all.put("rehearse", () -> new RehearseCommand(environment, options));
    all.put("verify", () -> new VerifyCommand(environment, options));
    all.put("tags", () -> new TagsCommand(environment, options));
    all.put("yank", () -> new YankCommand(environment, options));
    all.put("doctor", () -> new DoctorCommand(environment, options));
    all.put("next", () -> new NextCommand(environment, options));
    all.put("changelog", () -> new ChangelogCommand(environment, options));
    all.put("image", () -> new ImageCommand(environment, options));
    all.put("formula", () -> new FormulaCommand(environment, options));
    // Reading a command's annotations takes time, so the others are left out when one is called.
    if (args.length > 0 && all.containsKey(args[0])) {
      all.keySet().retainAll(Set.of(args[0]));
    }
    all.forEach((name, command) -> commands.addSubcommand(name, command.get()));
  }

  private static int misused(ParameterException misuse, Screen screen) {
    String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
    screen.misuse(sentence(misuse), "Try " + command + " --help.");
    return ExitCode.INPUT;
  }

  private static String sentence(ParameterException misuse) {
    if (misuse instanceof UnmatchedArgumentException unknown
        && !unknown.isUnknownOption()
        && !misuse.getCommandLine().getSubcommands().isEmpty()) {
      String closest =
          unknown.getSuggestions().stream()
              .findFirst()
              .map(name -> "; did you mean '" + name + "'?")
              .orElse("");
      return "There is no command '" + unknown.getUnmatched().getFirst() + "'" + closest;
    }
    return String.valueOf(misuse.getMessage());
  }

  private static int failed(
      Throwable failure, Screen screen, GlobalOptions options, String[] args) {
    if (failure instanceof ReleaseException expected) {
      screen.problem(expected.problem());
      tellActions(screen, expected.problem());
      if (screen.isJson()) {
        screen.result(ConclusionJson.of(expected.problem()));
      }
      if (options.verbose) {
        screen.note(trace(failure));
      }
      return ExitCode.of(expected.problem().kind());
    }
    screen.note(trace(failure));
    screen.note(
        "This is a bug of release-tool "
            + ToolVersion.text()
            + ". Please report it with the lines above and the command: "
            + String.join(" ", args));
    return ExitCode.BUG;
  }

  private static void tellActions(Screen screen, Problem problem) {
    try {
      screen.actions().tell(problem);
    } catch (ReleaseException unwritable) {
      screen.problem(unwritable.problem());
    }
  }

  private static String trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
