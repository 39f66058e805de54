package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.process.Background;
import ai.stigmer.cli.process.Program;
import ai.stigmer.testing.DockerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract with a real Podman.
class PodmanIT
    implements ContainerContract, CommandContract, ImageContract, NetworkContract, PullContract {

  @TempDir private static Path shared;
  private static DockerRegistry registry;
  private static ContainerRuntime podman;
  private static ImageReference image;
  private static ImageReference foreign;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    registry = DockerRegistry.start(Bench.folder(shared, "registry"));
    podman = Bench.podman(shared, "podman").find(Optional.empty()).getFirst();
    TinyImage.Pushed pushed =
        TinyImage.push(registry.address(), "tests/tiny", "v1.2.3", Bench.folder(shared, "tiny"));
    image = TinyImage.reference(registry.address(), "tests/tiny", "v1.2.3", pushed);
    foreign = ImageReference.of(registry.address() + "/tests/tiny@" + pushed.foreign());
    podman.pull(image, progress -> {});
  }

  @AfterAll
  static void stop() {
    Bench.removeAll(podman);
    registry.close();
  }

  @Override
  public ContainerRuntime runtime() {
    return podman;
  }

  @Override
  public ImageReference image() {
    return image;
  }

  @Override
  public ImageReference foreignImage() {
    return foreign;
  }

  @Override
  public DockerRegistry registry() {
    return registry;
  }

  @Override
  public void awaitUnpacked(Pulling pull, String digest) {
    Path kept = shared.resolve("podman/root/vfs-layers/layers.json");
    pull.awaitThat(() -> Bench.read(kept).contains(digest));
  }

  @Override
  public boolean keepsLayersOfAnInterruptedPull() {
    return true;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Test
  void isFoundByItsName() {
    assertThat(podman.kind()).isEqualTo(RuntimeKind.PODMAN);
    assertThat(podman.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void aDockerThatIsPodmanIsPodman() {
    ContainerRuntime disguised =
        Bench.podman(folder, "docker").find(Optional.of(RuntimeKind.DOCKER)).getFirst();

    assertThat(disguised.kind()).isEqualTo(RuntimeKind.PODMAN);
    assertThat(disguised.version()).isEqualTo(podman.version());
  }

  @Test
  void aServiceOfThisMachineIsSpokenToLikePodmanItself() {
    Path socket = folder.resolve("podman.sock");
    Path programs = folder.resolve("bin");
    Bench.script(programs.resolve("podman"), "exec %s \"$@\"\n".formatted(Bench.real("podman")));
    var client =
        new RuntimeFinder(Bench.machine(programs, Map.of("CONTAINER_HOST", "unix://" + socket)));
    var server = new Program(shared.resolve("bin/podman"), Map.of());
    try (Background _ =
        server.background(List.of("system", "service", "--time=0", "unix://" + socket))) {
      Instant end = Instant.now().plus(Duration.ofMinutes(1));
      while (!Files.exists(socket)) {
        assertThat(Instant.now()).isBefore(end);
      }
      ContainerRuntime remote = client.find(Optional.empty()).getFirst();
      String id = start("served", "exec sleep 1000");

      assertThat(remote.containers(LABEL, "served", Set.of()))
          .extracting(Container::id)
          .containsExactly(id);
      assertThat(remote.version()).isEqualTo(podman.version());
      assertThat(remote.traits().virtualMachine()).isTrue();
      remote.pull(image, progress -> {});
      remote.stop(id, Duration.ZERO);
      assertThat(podman.containerNamed("served").map(Container::alive)).contains(false);
    }
  }
}
