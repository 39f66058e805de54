package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.server.Server;
import ai.stigmer.cli.server.ServerIdentity;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the commands about the server share.
///
/// @param context everything outside
/// @param build which build this is
record ServerContext(CommandContext context, Build build) {

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
