package ai.stigmer.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Docker daemon.
class DockerServerIT implements ServerContract {

  @TempDir private static Path shared;
  private static Machine machine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    machine = DockerMachine.start(Files.createDirectory(shared.resolve("dockerd")));
    StandIns.give(Files.createDirectory(shared.resolve("images")), machine::engine);
  }

  @AfterEach
  void removeContainers() {
    machine.clear();
  }

  @AfterAll
  static void stop() {
    machine.close();
  }

  @Override
  public Desk desk() {
    return machine.desk(folder).withStandIns();
  }

  @Override
  public String engine(String... arguments) {
    return machine.engine(arguments);
  }
}
