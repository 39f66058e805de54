package ai.stigmer.cli.server;

import ai.stigmer.testing.Podman;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A machine with Debian's Podman.
///
/// @param folder where it keeps everything
/// @param podman Podman
/// @param storage its storage driver
record PodmanMachine(Path folder, Podman podman, String storage) implements Machine {

  private static final Duration LONGEST_TIDYING = Duration.ofMinutes(1);

  /// Sets one up.
  ///
  /// @param folder an empty folder for everything it keeps
  static PodmanMachine in(Path folder) {
    try {
      Files.writeString(
          folder.resolve("registries.conf"),
          """
          [[registry]]
          location = "127.0.0.1"
          insecure = true
          """);
      var podman = new Podman(folder);
      String storage = podman.run("info", "--format={{.Store.GraphDriverName}}").strip();
      return new PodmanMachine(folder, podman, storage);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Desk desk(Path home) {
    return Desk.with(
        home,
        "podman",
        """
        cd %2$s # where conmon notes that memory ran out
        export PATH=%1$s CONTAINERS_CONF=%2$s/containers.conf CONTAINERS_REGISTRIES_CONF=%2$s/registries.conf
        exec podman --root=%2$s/root --runroot=%2$s/run --tmpdir=%2$s/tmp --storage-driver=%3$s "$@"
        """
            .formatted(System.getenv("PATH"), folder, storage),
        Map.of());
  }

  @Override
  public String engine(String... arguments) {
    var complete = new ArrayList<>(List.of(arguments));
    if (complete.getFirst().equals("push")) {
      complete.add(1, "--tls-verify=false");
    }
    return podman.run(complete.toArray(String[]::new));
  }

  @Override
  public void clear() {
    podman.removeContainers();
  }

  /// A container that has ended is tidied up in the background, in the folder that is about to go.
  @Override
  public void close() {
    podman.close();
    try {
      Instant end = Instant.now().plus(LONGEST_TIDYING);
      while (ProcessHandle.allProcesses()
              .flatMap(process -> process.info().arguments().stream())
              .flatMap(Arrays::stream)
              .anyMatch(argument -> argument.contains(folder.toString()))
          && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
