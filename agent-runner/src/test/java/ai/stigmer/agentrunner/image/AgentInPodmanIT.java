package ai.stigmer.agentrunner.image;

import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Podman;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Podman.
class AgentInPodmanIT implements AgentInContainer {

  @TempDir private static Path folder;
  private static Podman podman;
  private static String image;

  @BeforeAll
  static void pull() throws IOException {
    podman = new Podman(Files.createDirectory(folder.resolve("podman")));
    try (var registry = DockerRegistry.start(Files.createDirectory(folder.resolve("registry")))) {
      image = AgentInContainer.pushTo(registry.address());
      podman.run("pull", "--quiet", "--tls-verify=false", image);
    }
  }

  @AfterAll
  static void end() {
    podman.close();
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public String engine(String... arguments) {
    return podman.run(arguments);
  }
}
