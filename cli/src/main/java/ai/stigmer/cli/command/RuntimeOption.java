package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// Which container runtime is spoken to.
final class RuntimeOption {

  @Option(
      names = "--runtime",
      paramLabel = "docker|podman",
      description =
          "The container runtime (default: the one that has the server, else docker if it can be"
              + " used, else podman).")
  private Optional<RuntimeKind> kind = Optional.empty();

  /// The runtimes that may have the server: the one that is asked for, else the one that is set,
  /// else every one that is installed.
  List<ContainerRuntime> all(ServerContext context, Settings settings) {
    return context.runtimes(kind, settings);
  }

  /// A runtime as JSON tells it.
  static Map<String, String> told(ContainerRuntime runtime) {
    return new TreeMap<>(Map.of("name", runtime.kind().program(), "version", runtime.version()));
  }

  /// The same for what no other setting matters to: where the settings cannot be used, that is
  /// told, and every runtime that is installed may have the server.
  List<ContainerRuntime> allWhateverIsSet(ServerContext context) {
    Settings settings;
    try {
      settings = context.settings();
    } catch (InvalidSettingException problem) {
      context.terminal().say("note: " + problem.summary());
      return context.context().runtimes().apply(kind);
    }
    return all(context, settings);
  }

  /// Where the server is.
  Located server(ServerContext context, Settings settings) {
    return kind.isEmpty()
        ? context.server(settings)
        : Located.of(all(context, settings), context.identity());
  }

  /// Where the server is or is to be started.
  ContainerRuntime one(ServerContext context, Settings settings) {
    return Located.runtime(all(context, settings), context.identity());
  }
}
