package ai.stigmer.release.command;

import static ai.stigmer.release.command.Figures.seconds;

import ai.stigmer.release.command.LoopbackWorld.Names;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry;
import ai.stigmer.release.rehearsal.registry.EmbeddedRegistry.Login;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Podman;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures what `docs/benchmarks.md` tells of building an image beside Podman. No test:
/// `scripts/benchmark.sh` runs it.
class BuildBenchmarks {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Names STIGMER =
      new Names("stigmer/stigmer", "stigmer/homebrew-tap", "stigmer/agent-runner");

  @TempDir private Path folder;

  @Test
  void imageAgainstPodman() throws IOException {
    try (var server =
            EmbeddedRegistry.start(
                folder.resolve("registry"),
                0,
                Optional.of(new Login(LoopbackWorld.USER, LoopbackWorld.PASSWORD)));
        LoopbackWorld inputs =
            LoopbackWorld.start(
                ROOT.resolve("build/bin/release-tool"),
                ROOT,
                "v98.7.6",
                STIGMER,
                server.address(),
                Files.createDirectory(folder.resolve("world")))) {
      Folders.write(
          inputs.source().resolve("build/image.yaml"),
          Files.readString(inputs.source().resolve("release.yaml"))
              .replaceFirst("(?m)^build:\n(  - .*\n)+", ""));
      Program.run(inputs.source(), "scripts/image/inputs.sh");
      var cold = new Figures.Contest();
      var warm = new Figures.Contest();
      for (int run = 0; run < 3; run++) {
        Path round = Files.createDirectory(folder.resolve("round" + run));
        try (var ours = DockerRegistry.start(Files.createDirectory(round.resolve("ours")));
            var theirs = DockerRegistry.start(Files.createDirectory(round.resolve("theirs")))) {
          Program.run(inputs.source(), "rm", "-rf", "build/release");
          var podman = new Podman(Files.createDirectory(round.resolve("podman")), "overlay");
          cold.ours().add(seconds(() -> push(inputs, ours.address())));
          cold.theirs()
              .add(seconds(() -> build(podman, "cold", inputs.source(), theirs.address())));
          warm.ours().add(seconds(() -> push(inputs, ours.address())));
          warm.theirs()
              .add(seconds(() -> build(podman, "warm", inputs.source(), theirs.address())));
        }
        Program.run(folder, "rm", "-rf", round.toString());
      }
      cold.say("image of two platforms, nothing cached");
      warm.say("image of two platforms, nothing changed");
    }
  }

  private static void push(LoopbackWorld inputs, String address) {
    inputs.run(
        "image",
        "push",
        "edge",
        "--config",
        "build/image.yaml",
        "--set",
        "image.repository=" + address + "/stigmer/agent-runner");
  }

  private static void build(Podman podman, String list, Path source, String address) {
    try {
      // The Dockerfile's last stage, from the folders that lie ready.
      String dockerfile = Files.readString(source.resolve("Dockerfile"));
      Path file =
          Folders.write(
              source.resolve("build/Containerfile"),
              dockerfile
                  .substring(dockerfile.indexOf("FROM scratch"))
                  .replace("--from=inputs ", "")
                  .replace("/source/build/image/", ""));
      podman.run(
          "build",
          "--quiet",
          "--layers",
          "--platform=linux/amd64,linux/arm64",
          "--manifest=" + list,
          "--file=" + file,
          source.resolve("build/image").toString());
      podman.run(
          "manifest",
          "push",
          "--all",
          "--quiet",
          "--tls-verify=false",
          list,
          "docker://" + address + "/stigmer/agent-runner:edge");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
