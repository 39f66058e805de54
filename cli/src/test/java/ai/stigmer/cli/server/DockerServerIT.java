package ai.stigmer.cli.server;

import ai.stigmer.testing.Dockerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Docker daemon.
class DockerServerIT implements ServerContract {

  @TempDir private static Path shared;
  private static Dockerd docker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    docker = Dockerd.start(Files.createDirectory(shared.resolve("dockerd")));
    StandIns.give(Files.createDirectory(shared.resolve("images")), docker::run);
  }

  @AfterEach
  void removeContainers() {
    List<String> containers = docker.run("ps", "--all", "--quiet").lines().toList();
    if (!containers.isEmpty()) {
      docker.run(
          Stream.concat(Stream.of("rm", "--force"), containers.stream()).toArray(String[]::new));
    }
  }

  @AfterAll
  static void stop() {
    docker.close();
  }

  @Override
  public Desk desk() {
    return Desk.with(
        folder,
        "docker",
        "export PATH=%s\nexec docker \"$@\"\n".formatted(System.getenv("PATH")),
        Map.of("DOCKER_HOST", docker.host(), "DOCKER_CONFIG", folder.toString()));
  }

  @Override
  public String engine(String... arguments) {
    return docker.run(arguments);
  }
}
