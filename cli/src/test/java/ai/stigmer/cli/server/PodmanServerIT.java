package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Podman.
class PodmanServerIT implements ServerContract, KillContract {

  @TempDir private static Path shared;
  private static Machine machine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    machine = PodmanMachine.in(Files.createDirectory(shared.resolve("podman")));
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

  @Test
  void theServerIsFoundUnderPodmanAlthoughDockerHasComeUpMeanwhile() throws IOException {
    Desk desk = desk();
    desk.set("STIGMER_RUNTIME", "podman");
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    desk.unset("STIGMER_RUNTIME");
    desk.withProgram(
        "docker",
        """
        case $1 in
          version) echo '{"Client":{"Context":"default"},"Server":{"Version":"28.3.2"}}' ;;
          inspect) echo '[]' ;;
        esac
        """);

    assertThat(desk.stigmer("server", "status")).as(desk.text()).isZero();
    assertThat(desk.stigmer("version")).isZero();
    assertThat(desk.out()).contains("running " + StandIns.RUNNER, "runtime podman");
    assertThat(desk.stigmer("server", "logs")).as(desk.text()).isZero();
    assertThat(desk.stigmer("server", "start")).as(desk.text()).isZero();
    assertThat(desk.out()).contains("stigmer is running already.");
    assertThat(desk.stigmer("server", "stop")).as(desk.text()).isZero();
    assertThat(desk.out()).isEqualTo("stigmer has stopped.\n");
    assertThat(engine("ps", "--all", "--quiet")).isEmpty();
  }
}
