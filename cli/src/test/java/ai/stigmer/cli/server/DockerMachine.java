package ai.stigmer.cli.server;

import ai.stigmer.testing.Dockerd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A machine with Debian's Docker daemon.
///
/// @param docker the daemon
record DockerMachine(Dockerd docker) implements Machine {

  /// Starts a daemon.
  ///
  /// @param folder an empty folder for everything it keeps
  static DockerMachine start(Path folder) {
    return new DockerMachine(Dockerd.start(folder));
  }

  @Override
  public Desk desk(Path folder) {
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

  @Override
  public void clear() {
    List<String> containers = docker.run("ps", "--all", "--quiet").lines().toList();
    if (!containers.isEmpty()) {
      docker.run(
          Stream.concat(Stream.of("rm", "--force"), containers.stream()).toArray(String[]::new));
    }
  }

  @Override
  public void close() {
    clear();
    docker.close();
  }
}
