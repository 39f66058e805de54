package ai.stigmer.cli.command;

import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.server.Probe;
import ai.stigmer.cli.server.Server;
import ai.stigmer.cli.server.ServerIdentity;
import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import ai.stigmer.cli.terminal.Terminal;

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

  Server server(ContainerRuntime runtime) {
    return new Server(runtime, folders(), Probe.tcp(), new ProgressView(terminal()));
  }
}
