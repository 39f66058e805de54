package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The contract on Debian's Docker daemon.
class DockerServerIT extends ServerOnMachine {

  private static final String WRITTEN = ".stigmer/data/workspace/was-here";

  @Override
  Machine machine(Path empty) {
    return DockerMachine.start(empty);
  }

  @Override
  public boolean isAskedTwice() {
    return true;
  }

  @Test
  void aFrozenDaemonHangsNoCommand() throws IOException {
    Desk desk = desk().withPatience(Duration.ofSeconds(2));
    String daemon = Files.readString(shared.resolve("machine/pid")).strip();
    Tool.run("kill", "-STOP", daemon);
    try {
      assertThat(desk.stigmer("server", "status")).isEqualTo(1);
      assertThat(desk.text())
          .isEqualTo(
              """
              stigmer: docker did not answer 'ps' within 2 seconds.
                Restart docker, then try again.
              """);
    } finally {
      Tool.run("kill", "-CONT", daemon);
    }
  }

  @Test
  void somebodyWhoMayNotUseTheDaemonIsToldSo() throws IOException, InterruptedException {
    Somebody somebody = somebody("--clear-groups");

    assertThat(somebody.stigmer("server", "status", "--runtime=docker")).isEqualTo(1);
    assertThat(somebody.text())
        .contains("You may not use Docker: " + shared.resolve("machine/docker.sock"))
        .contains("usermod -aG docker");
  }

  /// What the containers write belongs to the person, whose number is not that of the image's user.
  @Test
  void somebodyOfTheDaemonsGroupStartsTheServer() throws IOException, InterruptedException {
    String socket = shared.resolve("machine/docker.sock").toString();
    Tool.run("chown", ":" + Somebody.GROUP, socket);
    Tool.run("chmod", "660", socket);
    Somebody somebody = somebody("--groups=" + Somebody.GROUP);
    try {
      assertThat(somebody.stigmer("server", "start")).as(somebody.text()).isZero();
      assertThat(somebody.stigmer("server", "status")).as(somebody.text()).isZero();
      assertThat(Files.getAttribute(somebody.home().resolve(WRITTEN), "unix:uid"))
          .isEqualTo(Somebody.USER);
      assertThat(somebody.stigmer("server", "stop")).as(somebody.text()).isZero();
    } finally {
      Tool.run("chown", ":0", socket);
    }
  }

  private Somebody somebody(String groups) throws IOException {
    Tool.run(
        "chmod", "a+x", folder.toString(), shared.toString(), shared.resolve("machine").toString());
    return Somebody.in(folder.resolve("somebody"), groups, desk().environment());
  }
}
