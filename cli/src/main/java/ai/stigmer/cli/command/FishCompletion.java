package ai.stigmer.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The completions of a command for the shell fish, which picocli does not make.
///
/// @see <a href="https://fishshell.com/docs/current/cmds/complete.html">complete</a>
final class FishCompletion {

  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  /// A script that completes the command, its subcommands, their options and the values these have.
  static String of(CommandLine command) {
    var completion = new FishCompletion(command.getCommandName());
    completion.lines.add("complete -c %s -f".formatted(completion.program));
    completion.add(command.getCommandSpec(), List.of());
    return completion.lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void add(CommandSpec command, List<String> path) {
    List<CommandSpec> subcommands =
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .distinct()
            .filter(subcommand -> !subcommand.usageMessage().hidden())
            .toList();
    List<String> here = new ArrayList<>(path.stream().map(FishCompletion::seen).toList());
    if (!subcommands.isEmpty()) {
      here.add(
          "not "
              + seen(subcommands.stream().map(CommandSpec::name).collect(Collectors.joining(" "))));
    }
    String place = String.join("; and ", here);
    for (CommandSpec subcommand : subcommands) {
      line(place, "-a %s%s".formatted(subcommand.name(), description(subcommand)));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(place, names(option));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      String values = values(parameter);
      if (!values.isEmpty()) {
        line(place, "-a " + quoted(values));
      }
    }
    for (CommandSpec subcommand : subcommands) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(subcommand.name());
      add(subcommand, deeper);
    }
  }

  private void line(String condition, String completion) {
    lines.add("complete -c %s -n %s %s".formatted(program, quoted(condition), completion));
  }

  private static String seen(String names) {
    return "__fish_seen_subcommand_from " + names;
  }

  private static String names(OptionSpec option) {
    String names =
        Arrays.stream(option.names())
            .map(name ->
                name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    String values = values(option);
    String argument =
        option.arity().max() == 0 ? "" : values.isEmpty() ? " -r" : " -x -a " + quoted(values);
    String description =
        option.description().length == 0 ? "" : " -d " + quoted(option.description()[0]);
    return names + argument + description;
  }

  private static String description(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? "" : " -d " + quoted(description[0]);
  }

  private static String values(ArgSpec argument) {
    if (argument.completionCandidates() == null) {
      return "";
    }
    return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
