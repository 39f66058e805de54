package ai.stigmer.agentrunner.image;

import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Dockerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Docker daemon.
class AgentInDockerIT implements AgentInContainer {

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

  @Override
  public String image() {
    return image;
  }

  @Override
  public String engine(String... arguments) {
    return docker.run(arguments);
  }
}
