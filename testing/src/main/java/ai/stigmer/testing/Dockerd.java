package ai.stigmer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Docker daemon with a folder and a socket of its own, and the `docker` command that speaks to
/// it.
///
/// It has host networking and none besides, so that several run on one machine.
public final class Dockerd implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;

  private Dockerd(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /// Starts a daemon and waits until it answers.
  ///
  /// @param folder an empty folder for everything it keeps, with a path short enough for a socket's
  public static Dockerd start(Path folder) {
    return start(folder, List.of("--bridge=none"));
  }

  /// Starts a daemon that can publish ports, through Docker's own bridge, of which a machine has
  /// one.
  ///
  /// @param folder as for [#start(Path)]
  public static Dockerd startWithBridge(Path folder) {
    return start(folder, List.of());
  }

  private static Dockerd start(Path folder, List<String> network) {
    try {
      Path log = folder.resolve("dockerd.log");
      var command =
          new ArrayList<>(
              List.of(
                  "dockerd",
                  "--data-root=" + folder.resolve("data"),
                  "--exec-root=" + folder.resolve("exec"),
                  "--host=" + host(folder),
                  "--pidfile=" + folder.resolve("pid"),
                  "--default-ulimit=nofile=1024:1024",
                  "--iptables=false"));
      command.addAll(network);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var docker = new Dockerd(folder, process);
      docker.awaitAnswer(log);
      return docker;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What `DOCKER_HOST` is for this daemon.
  public String host() {
    return host(folder);
  }

  /// Runs `docker` with these arguments and gives what it wrote to its standard output.
  public String run(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Tool.run(
        Map.of("DOCKER_HOST", host(), "DOCKER_CONFIG", folder.resolve("config").toString()),
        command);
  }

  /// Stops the daemon and every container of it.
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      unmountNetworks();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// A daemon leaves the networks of its containers mounted, and its folder could not be deleted.
  private void unmountNetworks() {
    Path networks = folder.resolve("exec/netns");
    if (!Files.isDirectory(networks)) {
      return;
    }
    try (Stream<Path> mounted = Files.list(networks)) {
      mounted.forEach(network -> Tool.run("umount", network.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String host(Path folder) {
    return "unix://" + folder.resolve("docker.sock");
  }

  private void awaitAnswer(Path log) throws IOException {
    Instant end = Instant.now().plus(START_LIMIT);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try {
        run("version");
        return;
      } catch (IllegalStateException notYet) {
        pause();
      }
    }
    close();
    throw new IllegalStateException("dockerd did not start: " + Files.readString(log));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
