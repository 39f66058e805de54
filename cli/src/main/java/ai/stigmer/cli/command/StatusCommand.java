package ai.stigmer.cli.command;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.server.RunnerImage;
import ai.stigmer.cli.server.Status;
import ai.stigmer.cli.server.TemporalServer;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.terminal.Terminal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stigmer server status`: what runs, and how it is.
@Command(
    name = "status",
    description = "Shows what runs and how it is.",
    footer = {"", "Exit codes: 0 agents can be run, 1 they cannot"})
final class StatusCommand implements Callable<Integer> {

  private final ServerContext context;

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to write the result (default: text).")
  private Output output = Output.TEXT;

  StatusCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = context.settings();
    Located server = runtime.server(context, settings);
    ContainerRuntime found = server.runtime();
    Status status = Status.of(server, Probe.tcp(), TemporalServer.of(settings));
    Optional<ImageReference> expected = RunnerImage.expected(settings, context.build());
    switch (output) {
      case TEXT -> text(status, found, expected);
      case JSON -> context.terminal().print(json(status, found, expected));
    }
    return status.ready() ? 0 : 1;
  }

  private void text(Status status, ContainerRuntime found, Optional<ImageReference> expected) {
    Terminal terminal = context.terminal();
    terminal.print(
        "agent-runner  "
            + status
                .runner()
                .map(container -> "%s, %s".formatted(state(container), status.health().reason()))
                .orElse("not started"));
    status
        .runner()
        .ifPresent(container -> {
          terminal.print("  container   " + container.shortId());
          terminal.print("  image       " + container.imageReference());
          Status.version(container)
              .ifPresent(version -> terminal.print("  version     " + version));
          since(container)
              .map(since -> since.truncatedTo(ChronoUnit.SECONDS))
              .ifPresent(since -> terminal.print("  since       " + since));
        });
    expected
        .filter(image -> status.runs(image).equals(Optional.of(false)))
        .ifPresent(image ->
            terminal.print(
                "  expected    %s; 'stigmer server start' replaces it".formatted(image)));
    terminal.print(
        "temporal      %s %s"
            .formatted(
                status.temporal().address(),
                status.temporalAnswers() ? "answers" : "does not answer"));
    status
        .temporalContainer()
        .ifPresent(container ->
            terminal.print(
                "  container   %s, %s".formatted(container.shortId(), state(container))));
    terminal.print("runtime       %s %s".formatted(found.kind().program(), found.version()));
    terminal.print("workspace     " + context.folders().workspace());
  }

  private String json(Status status, ContainerRuntime found, Optional<ImageReference> expected) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schemaVersion", 1);
    root.put("ready", status.ready());
    root.put("agentRunner", status.runner().map(runner -> runner(runner, status)).orElse(null));
    root.put("expectedImage", expected.map(ImageReference::toString).orElse(null));
    root.put("runsExpectedImage", expected.flatMap(status::runs).orElse(null));
    Map<String, @Nullable Object> temporal = new LinkedHashMap<>();
    temporal.put("address", status.temporal().address().toString());
    temporal.put("answers", status.temporalAnswers());
    temporal.put("container", status.temporalContainer().map(Container::id).orElse(null));
    temporal.put("state", status.temporalContainer().map(StatusCommand::state).orElse(null));
    root.put("temporal", temporal);
    root.put("runtime", RuntimeOption.told(found));
    root.put("workspace", context.folders().workspace().toString());
    return Json.write(root);
  }

  private static Map<String, @Nullable Object> runner(Container container, Status status) {
    Map<String, @Nullable Object> runner = new LinkedHashMap<>();
    runner.put("state", state(container));
    runner.put("healthy", status.health().healthy());
    runner.put("reason", status.health().reason());
    runner.put("id", container.id());
    runner.put("image", container.imageReference());
    runner.put("digest", container.imageDigest().orElse(null));
    runner.put("version", Status.version(container).orElse(null));
    runner.put("since", since(container).map(Instant::toString).orElse(null));
    return runner;
  }

  private static String state(Container container) {
    return container.state().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Optional<Instant> since(Container container) {
    return switch (container.state()) {
      case ContainerState.Running(Instant since) -> Optional.of(since);
      case ContainerState.Stopping(Instant since) -> Optional.of(since);
      case ContainerState.Paused(Instant since) -> Optional.of(since);
      case ContainerState.Exited(int _, boolean _, Instant at) -> Optional.of(at);
      case ContainerState.Created _ -> Optional.empty();
      case ContainerState.Removing _ -> Optional.empty();
    };
  }
}
