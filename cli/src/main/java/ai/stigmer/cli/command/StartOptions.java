package ai.stigmer.cli.command;

import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.DevelopmentRunner;
import ai.stigmer.cli.server.Intention;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.server.RunnerImage;
import ai.stigmer.cli.server.Server;
import ai.stigmer.cli.server.TemporalServer;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.settings.SettingsFile;
import ai.stigmer.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of every command that starts the server, and the start itself.
final class StartOptions {

  /// Another image than the one that belongs to this build.
  static final class Image {
    @Option(
        names = "--image",
        paramLabel = "REFERENCE",
        description = "An image to start in place of the one that belongs to this stigmer.")
    private Optional<String> named = Optional.empty();

    @Option(
        names = "--use-local-image",
        description = "Start the image that 'make release-local' built on this machine.")
    private boolean local;
  }

  @ArgGroup private Image image = new Image();

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @Option(
      names = "--no-wait",
      description = "Do not wait until Temporal answers and the agent-runner is healthy.")
  private boolean unawaited;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait until all is ready (default: 60).")
  private int timeout = 60;

  @Option(
      names = {"--dev-mode", "--no-docker"},
      description = "Run the agent-runner of a checkout without a container, in the foreground.")
  private boolean development;

  @Option(names = "--save-key", description = "Write the key that is asked for into config.yaml.")
  private boolean saved;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Starts the server.
  ///
  /// @param anew whether the agent-runner is started again even if it runs
  /// @return the exit code
  int start(ServerContext context, boolean anew) {
    Terminal terminal = context.terminal();
    if (timeout < 1) {
      throw new ParameterException(
          spec.commandLine(), "--timeout is %d: it cannot be less than 1".formatted(timeout));
    }
    if (SettingsFile.writeFirst(context.folders().configuration())) {
      terminal.say("Wrote " + context.folders().configuration());
    }
    Settings settings = context.settings();
    settings
        .unused()
        .forEach(key -> terminal.say(key + " in config.yaml is not used by this stigmer."));
    var intention =
        new Intention(
            settings,
            context.context().environment(),
            context.build(),
            new RunnerImage.Choice(image.named, image.local),
            Optional.empty());
    if (development) {
      refuseForContainers();
      return DevelopmentRunner.run(
          context.context().home(),
          intention,
          provider -> ask(provider, context),
          context.folders(),
          Probe.tcp());
    }
    ContainerRuntime found = runtime.one(context, settings);
    Server.Started started =
        context
            .server(found)
            .start(
                intention,
                provider -> ask(provider, context),
                new Server.Manner(anew, !unawaited, Duration.ofSeconds(timeout)));
    tell(started, found, context);
    return 0;
  }

  private void refuseForContainers() {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(
            Set.of("--image", "--use-local-image", "--runtime", "--no-wait", "--timeout")::contains)
        .findFirst()
        .ifPresent(option -> {
          throw new ParameterException(
              spec.commandLine(), option + " is for containers: --dev-mode has none");
        });
  }

  private Optional<String> ask(String provider, ServerContext context) {
    Optional<String> key =
        Pending.of(() -> context.terminal().askHidden("The key for " + provider)).get();
    if (saved && key.isPresent()) {
      SettingsFile.at(context.folders().configuration()).set(Setting.LLM_API_KEY, key.get());
      context.terminal().say("Wrote the key into " + context.folders().configuration());
    }
    return key;
  }

  private void tell(Server.Started started, ContainerRuntime found, ServerContext context) {
    Terminal terminal = context.terminal();
    terminal.print(headline(started.changed()));
    terminal.print(
        "  agent-runner  %s (%s) in %s"
            .formatted(
                started.runner().imageReference(),
                started.runner().shortId(),
                found.kind().program()));
    terminal.print(
        "  temporal      "
            + switch (started.temporal()) {
              case TemporalServer.External external -> external.address().toString();
              case TemporalServer.Managed managed ->
                  "%s, web page http://%s".formatted(managed.address(), managed.webPage());
            });
    terminal.print("  workspace     " + context.folders().workspace());
  }

  private String headline(boolean changed) {
    if (unawaited) {
      return changed
          ? "stigmer was started; nobody waited until it is ready."
          : "stigmer is running already; nobody looked whether it is ready.";
    }
    return changed ? "stigmer is running." : "stigmer is running already.";
  }
}
