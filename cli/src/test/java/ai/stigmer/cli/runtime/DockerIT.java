package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.PullProgress.Phase;
import ai.stigmer.testing.DockerRegistry;
import ai.stigmer.testing.Dockerd;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract with a real Docker daemon.
class DockerIT
    implements ContainerContract, CommandContract, ImageContract, NetworkContract, PullContract {

  @TempDir private static Path shared;
  private static DockerRegistry registry;
  private static Dockerd daemon;
  private static ContainerRuntime docker;
  private static ImageReference image;
  private static ImageReference foreign;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    registry = DockerRegistry.start(Bench.folder(shared, "registry"));
    daemon = Dockerd.startWithBridge(Bench.folder(shared, "dockerd"));
    docker = Bench.docker(shared, daemon.host()).find(Optional.empty()).getFirst();
    TinyImage.Pushed pushed =
        TinyImage.push(registry.address(), "tests/tiny", "v1.2.3", Bench.folder(shared, "tiny"));
    image = TinyImage.reference(registry.address(), "tests/tiny", "v1.2.3", pushed);
    foreign = ImageReference.of(registry.address() + "/tests/tiny@" + pushed.foreign());
    docker.pull(image, progress -> {});
  }

  @AfterAll
  static void stop() {
    Bench.removeAll(docker);
    daemon.close();
    registry.close();
  }

  @Override
  public ContainerRuntime runtime() {
    return docker;
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
    pull.awaitThat(() -> pull.phase(digest).equals(Optional.of(Phase.DONE)));
  }

  /// Docker before its containerd image store takes a broken connection up again by itself, but
  /// forgets a pull that is given up.
  @Override
  public boolean keepsLayersOfAnInterruptedPull() {
    return false;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Test
  void isFoundByItsName() {
    assertThat(docker.kind()).isEqualTo(RuntimeKind.DOCKER);
    assertThat(docker.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }
}
