package ai.stigmer.cli.server;

import java.nio.file.Path;

/// The contract on Debian's Podman.
class PodmanRealImageIT extends RealImageContract {

  @Override
  Machine machine(Path empty) {
    return PodmanMachine.in(empty);
  }
}
