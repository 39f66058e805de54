package ai.stigmer.cli.command;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.server.RunnerImage;
import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stigmer version`: which release this is, which image it starts, and which runs.
@Command(
    name = "version",
    description = "Shows the version, its commit, the image it starts and the one that runs.")
final class VersionCommand implements Runnable {

  private final ServerContext context;

  @Mixin private RuntimeOption runtime = new RuntimeOption();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to write the result (default: text).")
  private Output output = Output.TEXT;

  /// What runs, as far as it can be told.
  ///
  /// @param runtime the container runtime, if one can be used
  /// @param runner the agent-runner's container, if it runs
  /// @param obstacle why no runtime can be used
  private record Running(
      Optional<ContainerRuntime> runtime, Optional<Container> runner, String obstacle) {}

  /// What a start would run.
  ///
  /// @param image the image, if there is one
  /// @param obstacle why there is none
  private record Expected(Optional<String> image, String obstacle) {}

  VersionCommand(ServerContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Running running = running();
    Expected expected = expected();
    switch (output) {
      case TEXT -> text(expected, running);
      case JSON -> context.terminal().print(json(expected, running));
    }
  }

  /// A runtime that cannot be used is told, but is no failure: the version is known without it.
  private Running running() {
    try {
      Located server = runtime.server(context, context.settings());
      return new Running(Optional.of(server.runtime()), server.runner(), "");
    } catch (UserFailure unusable) {
      return new Running(Optional.empty(), Optional.empty(), unusable.summary());
    }
  }

  private Expected expected() {
    try {
      return new Expected(
          RunnerImage.expected(context.settings(), context.build()).map(Object::toString),
          "none: only a release names one");
    } catch (UserFailure unusable) {
      return new Expected(Optional.empty(), "unknown: " + unusable.summary());
    }
  }

  private void text(Expected expected, Running running) {
    Terminal terminal = context.terminal();
    terminal.print("stigmer " + context.build().version());
    terminal.print("commit  " + commit().orElse("none: built from a checkout, not by a release"));
    terminal.print("image   " + expected.image().orElse(expected.obstacle()));
    terminal.print(
        "running "
            + running
                .runner()
                .map(runner -> "%s (%s)".formatted(runner.imageReference(), runner.shortId()))
                .orElse(running.runtime().isPresent() ? "nothing" : "unknown"));
    terminal.print(
        "runtime "
            + running
                .runtime()
                .map(runtime -> runtime.kind().program() + " " + runtime.version())
                .orElse("none: " + running.obstacle()));
  }

  private String json(Expected expected, Running running) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schemaVersion", 1);
    root.put("version", context.build().version());
    root.put("commit", commit().orElse(null));
    root.put("image", expected.image().orElse(null));
    root.put("running", running.runner().map(VersionCommand::runner).orElse(null));
    root.put("runtime", running.runtime().map(RuntimeOption::told).orElse(null));
    return Json.write(root);
  }

  private static Map<String, @Nullable Object> runner(Container container) {
    Map<String, @Nullable Object> runner = new LinkedHashMap<>();
    runner.put("id", container.id());
    runner.put("image", container.imageReference());
    runner.put("digest", container.imageDigest().orElse(null));
    return runner;
  }

  private Optional<String> commit() {
    return switch (context.build()) {
      case Build.Released released -> Optional.of(released.commit());
      case Build.Development _ -> Optional.empty();
    };
  }
}
