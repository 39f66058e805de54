package ai.stigmer.cli.server;

import java.nio.file.Path;

/// The contract on Debian's Docker daemon.
class DockerRealImageIT extends RealImageContract {

  @Override
  Machine machine(Path empty) {
    return DockerMachine.start(empty);
  }
}
