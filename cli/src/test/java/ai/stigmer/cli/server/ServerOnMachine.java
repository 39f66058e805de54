package ai.stigmer.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Both contracts on one real machine with the stand-ins, which all tests use one after the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerOnMachine implements ServerContract, KillContract {

  /// Where the machine keeps everything.
  @TempDir static Path shared;

  /// A new folder for each test.
  @TempDir Path folder;

  private Machine machine;

  /// A machine that has this runtime.
  ///
  /// @param empty an empty folder for it
  abstract Machine machine(Path empty);

  @BeforeAll
  void start() throws IOException {
    machine = machine(Files.createDirectory(shared.resolve("machine")));
    StandIns.give(Files.createDirectory(shared.resolve("images")), machine::engine);
  }

  @AfterEach
  void removeContainers() {
    machine.clear();
  }

  @AfterAll
  void stop() {
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
