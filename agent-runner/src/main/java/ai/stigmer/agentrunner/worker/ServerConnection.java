package ai.stigmer.agentrunner.worker;

import ai.stigmer.agentrunner.backend.ServerBackend;
import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.execution.Backend;
import java.util.Optional;

/// The server whose agents a worker runs; in local mode there is none.
final class ServerConnection implements AutoCloseable {

  private final Optional<ServerBackend> server;

  ServerConnection(Optional<BackendSettings> settings) {
    this.server = settings.map(ServerBackend::at);
  }

  Optional<Backend> backend() {
    return server.map(backend -> backend);
  }

  @Override
  public void close() {
    server.ifPresent(ServerBackend::close);
  }
}
