package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which container runtime is spoken to.
final class RuntimeOption {

  @Option(
      names = "--runtime",
      paramLabel = "docker|podman",
      description = "The container runtime (default: docker if it can be used, else podman).")
  private Optional<RuntimeKind> kind = Optional.empty();

  /// The runtime that is asked for, else the one that is set, else the first that can be used.
  ContainerRuntime find(CommandContext context, Settings settings) {
    return find(kind, context, settings);
  }

  /// The runtime that is set, else the first that can be used.
  static ContainerRuntime usual(CommandContext context, Settings settings) {
    return find(Optional.empty(), context, settings);
  }

  private static ContainerRuntime find(
      Optional<RuntimeKind> asked, CommandContext context, Settings settings) {
    return context
        .runtimes()
        .apply(
            asked.or(() ->
                settings
                    .find(Setting.RUNTIME)
                    .map(name -> RuntimeKind.valueOf(name.toUpperCase(Locale.ROOT)))));
  }
}
