package ai.stigmer.cli.command;

import ai.stigmer.cli.agent.AgentFiles;
import ai.stigmer.cli.agent.AgentRunner;
import ai.stigmer.cli.agent.RunRequest;
import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.problem.Reason;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stigmer run`: an agent, a message, and what the agent says and does.
@Command(
    name = "run",
    description = "Runs an agent and shows what it says and does.",
    footer = {
      "",
      "What the agent says goes to stdout, what it does to stderr.",
      "Exit codes: 0 completed, 1 failed, 130 cancelled (Ctrl-C cancels)",
    })
final class RunCommand implements Callable<Integer> {

  /// Where the message comes from.
  static final class Input {
    @Option(
        names = {"--user-input", "--message", "-m"},
        paramLabel = "TEXT",
        description = "What the agent is to do; - reads it from stdin.")
    private Optional<String> text = Optional.empty();

    @Option(
        names = "--input-file",
        paramLabel = "FILE",
        description = "A file that says what the agent is to do.")
    private Optional<Path> file = Optional.empty();
  }

  private final ServerContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--agent",
      required = true,
      paramLabel = "NAME",
      description =
          "The agent: NAME.md of ~/.stigmer/agents, one that is built in (assistant, pr-reviewer),"
              + " or the path of a file.")
  private String agent = "";

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @ArgGroup private Input input = new Input();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Goes on with a session: what was said, and its files.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model to use instead of the agent's own.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to write the result: text, or one line of JSON for each event.")
  private Output output = Output.TEXT;

  RunCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var view = new RunView(Terminal.harmless(out), Terminal.harmless(spec.commandLine().getErr()));
    var request = new RunRequest(agent, message(), session, model, UUID.randomUUID().toString());
    AgentRunner.Ending ending =
        runner()
            .run(
                request,
                (event, line) -> {
                  switch (output) {
                    case TEXT -> view.show(event);
                    case JSON -> out.println(line);
                  }
                  // An execution that nobody reads would go on and cost; this cancels it.
                  if (out.checkError()) {
                    throw new LostOutput();
                  }
                });
    return switch (ending) {
      case COMPLETED -> 0;
      case FAILED -> 1;
      case CANCELLED -> 130;
    };
  }

  private AgentRunner runner() {
    Located server = runtime.server(context, context.settings());
    Container container =
        server
            .runner()
            .orElseThrow(() ->
                new UserFailure(
                    "The agent-runner does not run.", "Start it with 'stigmer server start'."));
    return new AgentRunner(
        (command, lines) -> server.runtime().execute(container.id(), command, lines),
        new AgentFiles(context.folders().agents()));
  }

  private String message() {
    try {
      String message = input.file.isPresent() ? Files.readString(input.file.get()) : typed();
      if (message.isBlank()) {
        throw new UserFailure("The message is empty.", "Say what the agent is to do.");
      }
      return message;
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private String typed() {
    String text =
        input.text.orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "say what the agent is to do: --message or --input-file"));
    return text.equals("-") ? Pending.of(this::input).get() : text;
  }

  private String input() {
    try {
      return new String(context.context().in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static UserFailure unreadable(IOException failure) {
    return new UserFailure(
        "The message cannot be read: " + Reason.of(failure),
        "Name a text file in UTF-8, or give the message itself.");
  }
}
