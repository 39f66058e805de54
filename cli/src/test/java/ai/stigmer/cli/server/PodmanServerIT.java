package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The contract on Debian's Podman.
class PodmanServerIT extends ServerOnMachine {

  @Override
  Machine machine(Path empty) {
    return PodmanMachine.in(empty);
  }

  @Override
  public boolean isAskedTwice() {
    return false;
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
