package ai.stigmer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Podman with images and containers of its own, which works as root where resource limits
/// cannot be raised and cgroups are version 1.
public final class Podman implements AutoCloseable {

  private final Path folder;
  private final String storage;

  /// A Podman that keeps everything in an empty folder, by the fastest storage driver for it.
  public Podman(Path folder) {
    this(folder, isOfLayers(folder) ? "vfs" : "overlay");
  }

  /// A Podman that keeps everything in an empty folder.
  ///
  /// @param storage its storage driver: `overlay`, or `vfs`, which works everywhere and is slow
  public Podman(Path folder, String storage) {
    this.folder = folder;
    this.storage = storage;
    try {
      Files.writeString(
          configuration(),
          """
          [containers]
          default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
          [engine]
          runtime = "runc"
          """);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isOfLayers(Path folder) {
    try {
      return Files.getFileStore(folder).type().equals("overlay");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Stops and removes every container, and leaves a folder that can be deleted.
  @Override
  public void close() {
    removeContainers();
    awaitCleanUps();
    unmountStorage();
  }

  /// Stops and removes every container.
  public void removeContainers() {
    run("rm", "--all", "--force", "--time=0");
  }

  /// A container that ended is cleaned up after by a process of its own, which would mount the
  /// storage once more.
  private void awaitCleanUps() {
    String root = folder.resolve("root").toString();
    Waiting.until(() ->
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().arguments().stream().flatMap(Stream::of))
            .noneMatch(root::equals));
  }

  /// The driver `overlay` mounts its folder onto itself, and nobody could delete it.
  private void unmountStorage() {
    String mount = " " + folder.resolve("root").resolve(storage) + " ";
    try {
      if (Files.readString(Path.of("/proc/self/mountinfo")).contains(mount)) {
        Tool.run("umount", "--lazy", mount.strip());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A program named `podman` that is this one, for scripts that are told what to call.
  public Path program() {
    try {
      Path program = Files.createDirectories(folder.resolve("bin")).resolve("podman");
      Files.writeString(
          program,
          """
          #!/bin/sh
          CONTAINERS_CONF='%s' exec '%s' "$@"
          """
              .formatted(configuration(), String.join("' '", command())));
      Tool.run("chmod", "+x", program.toString());
      return program;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs `podman` with these arguments and gives what it wrote to its standard output.
  public String run(String... arguments) {
    var command = new ArrayList<>(command());
    command.addAll(List.of(arguments));
    return Tool.run(Map.of("CONTAINERS_CONF", configuration().toString()), command);
  }

  private List<String> command() {
    return List.of(
        "podman",
        "--root=" + folder.resolve("root"),
        "--runroot=" + folder.resolve("run"),
        "--tmpdir=" + folder.resolve("tmp"),
        "--storage-driver=" + storage);
  }

  private Path configuration() {
    return folder.resolve("containers.conf");
  }
}
