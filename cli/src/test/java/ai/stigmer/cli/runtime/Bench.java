package ai.stigmer.cli.runtime;

import ai.stigmer.cli.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folders and variables by which the adapters find a runtime that keeps everything in a folder.
final class Bench {

  private Bench() {}

  /// This machine, with a `PATH` of that folder alone and these further variables.
  static LocalMachine machine(Path programs, Map<String, String> variables) {
    var environment = new HashMap<>(variables);
    environment.put("PATH", programs.toString());
    environment.put("HOME", programs.resolveSibling("home").toString());
    return LocalMachine.of(environment);
  }

  /// A `podman` that keeps everything in that folder and speaks plain HTTP to loopback.
  static RuntimeFinder podman(Path folder, String as) {
    Path storage = folder.resolve("podman");
    Path programs = folder.resolve("bin");
    write(
        storage.resolve("containers.conf"),
        """
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
        [engine]
        runtime = "runc"
        """);
    write(
        storage.resolve("registries.conf"),
        """
        [[registry]]
        location = "127.0.0.1"
        insecure = true
        """);
    script(
        programs.resolve(as),
        """
        cd %s # where conmon notes that memory ran out
        export PATH=%s CONTAINERS_CONF=%s/containers.conf CONTAINERS_REGISTRIES_CONF=%s/registries.conf
        exec %s --root=%s/root --runroot=%s/run --tmpdir=%s/tmp --storage-driver=vfs "$@"
        """
            .formatted(
                storage,
                System.getenv("PATH"),
                storage,
                storage,
                real("podman"),
                storage,
                storage,
                storage));
    return new RuntimeFinder(machine(programs, Map.of()));
  }

  /// The `docker` of this machine, which speaks to that daemon.
  static RuntimeFinder docker(Path folder, String host) {
    Path programs = folder.resolve("bin");
    script(programs.resolve("docker"), "exec %s \"$@\"\n".formatted(real("docker")));
    return new RuntimeFinder(
        machine(
            programs,
            Map.of("DOCKER_HOST", host, "DOCKER_CONFIG", folder.resolve("config").toString())));
  }

  /// A new folder.
  static Path folder(Path parent, String name) {
    try {
      return Files.createDirectory(parent.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Removes every container that the contract starts.
  static void removeAll(ContainerRuntime runtime) {
    runtime
        .containers(RuntimeContract.EVERY, "yes", Set.of())
        .forEach(found -> runtime.remove(found.id()));
  }

  /// An executable script.
  static void script(Path file, String content) {
    write(file, "#!/bin/sh\n" + content);
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException(file + " cannot be made executable");
    }
  }

  /// The content of a file; nothing if there is none yet.
  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
      Files.writeString(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The whole path of a program of this machine.
  static Path real(String program) {
    return Program.find(program, System.getenv()).orElseThrow().file();
  }
}
