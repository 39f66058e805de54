package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.Located;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stigmer server`: what runs agents on this machine. By itself it starts it.
@Command(
    name = "server",
    description = "Starts and stops what runs agents on this machine; by itself, starts it.",
    synopsisSubcommandLabel = "[COMMAND]")
final class ServerCommand implements Callable<Integer> {

  private final ServerContext context;

  @Mixin private StartOptions options = new StartOptions();

  ServerCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return options.start(context, false);
  }

  /// `stigmer server start`.
  @Command(
      name = "start",
      description = "Starts the agent-runner and, if none is set, a Temporal server.",
      footer = {
        "",
        "What runs already and is as wanted stays; what is not is replaced.",
      })
  static final class Start implements Callable<Integer> {

    private final ServerContext context;

    @Mixin private StartOptions options = new StartOptions();

    Start(ServerContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      return options.start(context, false);
    }
  }

  /// `stigmer server restart`.
  @Command(
      name = "restart",
      description = "Starts the agent-runner anew; the workspace and Temporal stay.")
  static final class Restart implements Callable<Integer> {

    private final ServerContext context;

    @Mixin private StartOptions options = new StartOptions();

    Restart(ServerContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      return options.start(context, true);
    }
  }

  /// `stigmer server stop`.
  @Command(name = "stop", description = "Ends and removes the containers; the workspace stays.")
  static final class Stop implements Runnable {

    private final ServerContext context;

    @Mixin private RuntimeOption runtime = new RuntimeOption();

    Stop(ServerContext context) {
      this.context = context;
    }

    @Override
    public void run() {
      boolean nothing = true;
      List<ContainerRuntime> all = runtime.allWhateverIsSet(context);
      for (Located located : Located.every(all, context.identity())) {
        nothing &= context.server(located.runtime()).stop().isEmpty();
      }
      context.terminal().print(nothing ? "stigmer does not run." : "stigmer has stopped.");
    }
  }
}
