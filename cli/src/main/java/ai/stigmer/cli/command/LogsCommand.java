package ai.stigmer.cli.command;

import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.Component;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.server.Logs;
import ai.stigmer.cli.terminal.Terminal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stigmer server logs`: what the containers have written.
@Command(name = "logs", description = "Shows what the agent-runner or Temporal has written.")
final class LogsCommand implements Runnable {

  /// Whose log it is.
  static final class Whose {
    @Option(
        names = {"-c", "--component", "--service"},
        paramLabel = "agent-runner|temporal",
        description = "Whose log (default: agent-runner).")
    private Component component = Component.AGENT_RUNNER;

    @Option(names = "--all", description = "Both logs, in order of time, each line with its name.")
    private boolean all;
  }

  private static final int USUAL_LINES = 50;
  private static final Pattern AGO = Pattern.compile("[0-9]+[smhSMH]");

  private final ServerContext context;

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @ArgGroup private Whose whose = new Whose();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written from now on, also by a container to come.")
  private boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "How many of the last lines (default: 50, with --since all).")
  private Optional<Integer> tail = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only lines since then: 90s, 10m, 2h, or a time such as 2026-01-31T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  LogsCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    var selection = new LogSelection(follow, lines(), since.map(this::instant));
    Set<Component> components =
        whose.all ? EnumSet.allOf(Component.class) : EnumSet.of(whose.component);
    ContainerRuntime found = Located.runtime(runtime.allWhateverIsSet(context), context.identity());
    new Logs(found, context.identity()).read(components, selection, this::print);
  }

  private OptionalInt lines() {
    if (tail.isPresent() && tail.get() < 0) {
      throw misused("--tail is %d: it cannot be less than 0".formatted(tail.get()));
    }
    return tail.isEmpty() && since.isPresent()
        ? OptionalInt.empty()
        : OptionalInt.of(tail.orElse(USUAL_LINES));
  }

  /// Prints a line, and tells whether anybody still reads.
  private boolean print(Logs.Line line) {
    String text = line.line().line().text();
    Terminal terminal = context.terminal();
    terminal.print(whose.all ? "%-12s | %s".formatted(line.component().title(), text) : text);
    return !terminal.out().checkError();
  }

  private Instant instant(String text) {
    try {
      return AGO.matcher(text).matches()
          ? Instant.now().minus(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)))
          : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException malformed) {
      throw misused(
          "--since is '%s': write 90s, 10m, 2h, or a time such as 2026-01-31T12:00:00Z"
              .formatted(text));
    }
  }

  private ParameterException misused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
