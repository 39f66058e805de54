package ai.stigmer.agentrunner.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Dockerd;
import ai.stigmer.testing.TemporalTestServer;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Docker daemon.
class AgentInDockerIT implements AgentInContainer {

  private static final String STAND_IN = "localhost/temporal:stand-in";

  @TempDir private static Path folder;
  private static Dockerd docker;
  private static String image;

  @BeforeAll
  static void pull() throws IOException {
    docker = Dockerd.start(Files.createDirectory(folder.resolve("docker")));
    try (var registry = DockerRegistry.start(Files.createDirectory(folder.resolve("registry")))) {
      image = AgentInContainer.pushTo(registry.address());
      docker.run("pull", "--quiet", image);
    }
  }

  @AfterAll
  static void end() {
    docker.close();
  }

  @Test
  void composeStartsItBesideATemporal() {
    docker.run("create", "--name=temporal", image);
    docker.run(
        "commit",
        "--change=ENTRYPOINT [\"/bin/sh\", \"-c\", \"%s\", \"temporal\"]"
            .formatted("echo $* >/data/said; trap exit TERM; sleep 300 & wait"),
        "temporal",
        STAND_IN);
    try (var temporal = TemporalTestServer.start()) {
      compose(temporal, "up", "--detach");
      assertThat(
              compose(
                  temporal, "exec", "-T", "agent-runner", "agent-runner", "health", "--wait", "60"))
          .startsWith("healthy: ");
      assertThat(compose(temporal, "exec", "-T", "temporal", "sh", "-c", "cat /data/said"))
          .isEqualTo(
              "server start-dev --ip 127.0.0.1 --port %d --db-filename /data/temporal.db\n"
                  .formatted(temporal.port()));
      compose(temporal, "down", "--volumes");
    }
  }

  /// Compose, with an image under Temporal's name that keeps what it is told, and the server itself
  /// on the host.
  private static String compose(TemporalTestServer temporal, String... arguments) {
    var command =
        new ArrayList<>(
            List.of("docker-compose", "--file=../compose.yaml", "--project-name=stigmer"));
    command.addAll(List.of(arguments));
    return Tool.run(
        Map.of(
            "DOCKER_HOST",
            docker.host(),
            "AGENT_RUNNER_IMAGE",
            image,
            "TEMPORAL_IMAGE",
            STAND_IN,
            "TEMPORAL_PORT",
            Integer.toString(temporal.port())),
        command);
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public String engine(String... arguments) {
    return docker.run(arguments);
  }
}
