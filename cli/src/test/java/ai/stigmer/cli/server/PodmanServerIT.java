package ai.stigmer.cli.server;

import ai.stigmer.testing.Podman;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on Debian's Podman.
class PodmanServerIT implements ServerContract {

  @TempDir private static Path shared;
  private static Podman podman;
  private static String script;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    Path storage = Files.createDirectory(shared.resolve("podman"));
    podman = new Podman(storage);
    StandIns.give(Files.createDirectory(shared.resolve("images")), podman::run);
    Path registries =
        Files.writeString(
            storage.resolve("registries.conf"),
            """
            [[registry]]
            location = "127.0.0.1"
            insecure = true
            """);
    script =
        """
        export PATH=%s CONTAINERS_CONF=%s/containers.conf CONTAINERS_REGISTRIES_CONF=%s
        exec podman --root=%s/root --runroot=%s/run --tmpdir=%s/tmp --storage-driver=vfs "$@"
        """
            .formatted(System.getenv("PATH"), storage, registries, storage, storage, storage);
  }

  @AfterEach
  void stop() {
    podman.close();
  }

  /// A container that has ended is tidied up in the background, in the folder that is about to go.
  @AfterAll
  static void awaitTidying() throws InterruptedException {
    while (ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream())
        .flatMap(Arrays::stream)
        .anyMatch(argument -> argument.contains(shared.toString()))) {
      Thread.sleep(50);
    }
  }

  @Override
  public Desk desk() {
    return Desk.with(folder, "podman", script, Map.of());
  }

  @Override
  public String engine(String... arguments) {
    var complete = new ArrayList<>(List.of(arguments));
    if (complete.getFirst().equals("push")) {
      complete.add(1, "--tls-verify=false");
    }
    return podman.run(complete.toArray(String[]::new));
  }
}
