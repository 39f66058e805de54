package ai.stigmer.cli.command;

import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.server.Located;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.server.Server;
import ai.stigmer.cli.server.ServerIdentity;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the commands about the server share.
///
/// @param context everything outside
/// @param build which build this is
/// @param look where the server is, if that is being looked for already
record ServerContext(CommandContext context, Build build, Optional<Pending<Located>> look) {

  /// Nothing is looked for yet.
  ServerContext(CommandContext context, Build build) {
    this(context, build, Optional.empty());
  }

  /// The same, and the server is looked for from now on, beside this thread: a runtime takes about
  /// as long to answer as picocli to read a command line.
  ServerContext looking() {
    return new ServerContext(context, build, Optional.of(Pending.of(() -> server(settings()))));
  }

  /// Where the server is, in the runtime that is set, if one is.
  Located server(Settings settings) {
    return look.isPresent()
        ? look.get().get()
        : Located.of(runtimes(Optional.empty(), settings), identity());
  }

  /// The runtimes that may have the server: the one that is wanted, else the one that is set, else
  /// every one that is installed.
  List<ContainerRuntime> runtimes(Optional<RuntimeKind> wanted, Settings settings) {
    return context
        .runtimes()
        .apply(
            wanted.or(() ->
                settings
                    .find(Setting.RUNTIME)
                    .map(name -> RuntimeKind.valueOf(name.toUpperCase(Locale.ROOT)))));
  }

  Terminal terminal() {
    return context.terminal();
  }

  Folders folders() {
    return Folders.of(context.environment());
  }

  ServerIdentity identity() {
    return ServerIdentity.of(folders());
  }

  Settings settings() {
    return Settings.read(folders(), context.environment());
  }

  /// Every other runtime that is installed. That one of them cannot be used is no obstacle here.
  private List<ContainerRuntime> others(ContainerRuntime runtime) {
    List<ContainerRuntime> others = new ArrayList<>();
    for (RuntimeKind kind : RuntimeKind.values()) {
      try {
        if (kind != runtime.kind()) {
          others.addAll(context.runtimes().apply(Optional.of(kind)));
        }
      } catch (RuntimeUnavailable absent) {
        // Nothing runs there.
      }
    }
    return others;
  }

  Server server(ContainerRuntime runtime) {
    return new Server(
        runtime, others(runtime), folders(), Probe.tcp(), new ProgressView(terminal()));
  }
}
