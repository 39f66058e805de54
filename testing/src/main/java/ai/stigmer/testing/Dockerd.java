package ai.stigmer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final int STARTS = 3;
  // Its place in a line of proc_pid_mountinfo(5).
  private static final int MOUNT_POINT = 4;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

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
      // It gives up when its containerd takes more than 15 seconds, as on a busy machine it may.
      for (int start = 1; start <= STARTS; start++) {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        var docker = new Dockerd(folder, process);
        if (Waiting.until(() -> !process.isAlive() || docker.answers()) && process.isAlive()) {
          return docker;
        }
        docker.close();
      }
      throw new IllegalStateException("dockerd did not start: " + Files.readString(log));
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

  /// A daemon leaves networks of its containers mounted, and its folder could not be deleted.
  private void unmountNetworks() {
    String networks = folder.resolve("exec/netns") + "/";
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      mounts
          .map(mount -> mount.split(" ", -1)[MOUNT_POINT])
          .filter(point -> point.startsWith(networks))
          .toList()
          .forEach(network -> Tool.run("umount", network));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String host(Path folder) {
    return "unix://" + folder.resolve("docker.sock");
  }

  private boolean answers() {
    try {
      run("version");
      return true;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }
}
