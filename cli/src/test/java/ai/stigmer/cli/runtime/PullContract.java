package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.container.PullProgress.Phase;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.testing.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How every container runtime pulls.
@Timeout(120)
interface PullContract {

  int BIG = 6_000_000;
  int ENOUGH_FOR_THE_SMALL_LAYER = 3_000_000;

  /// The runtime, which has none of the images of these tests.
  ContainerRuntime runtime();

  DockerRegistry registry();

  /// An empty folder.
  Path folder();

  private TinyImage.Pushed push(String repository, int... layers) {
    try {
      Path content = Files.createTempDirectory(folder(), "image");
      return TinyImage.push(registry().address(), repository, "v1.2.3", content, layers);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static ImageReference at(String address, String repository, TinyImage.Pushed pushed) {
    return TinyImage.reference(address, repository, "v1.2.3", pushed);
  }

  @Test
  default void aPullTellsBytesLayersAndSize() {
    TinyImage.Pushed pushed = push("tests/progress", BIG);
    ImageReference image = at(registry().address(), "tests/progress", pushed);
    var progress = new ArrayList<PullProgress>();

    assertThat(runtime().image(image)).isEmpty();
    long size = runtime().downloadSize(image).orElseThrow();
    runtime().pull(image, progress::add);

    assertThat(size).isGreaterThan(BIG);
    assertThat(progress.getFirst().layers()).hasSize(2);
    assertThat(progress.getLast().bytes()).isEqualTo(size);
    assertThat(progress.getLast().finishedLayers()).isEqualTo(2);
    assertThat(runtime().image(image).orElseThrow().digests())
        .contains(image.repository() + "@" + pushed.index());
  }

  @Test
  default void aRegistryThatIsDownIsNotAskedForAnImageThatIsThere() {
    TinyImage.Pushed pushed = push("tests/down");
    try (HoldingProxy proxy = HoldingProxy.before(registry().address(), Long.MAX_VALUE)) {
      ImageReference image = at(proxy.address(), "tests/down", pushed);
      runtime().pull(image, progress -> {});
      proxy.cut();

      assertThat(runtime().image(image)).isPresent();
      assertThat(runtime().downloadSize(ImageReference.of(proxy.address() + "/tests/other:1")))
          .isEmpty();
      assertThatThrownBy(() ->
              runtime().pull(ImageReference.of(proxy.address() + "/tests/other:1"), progress -> {}))
          .isInstanceOfSatisfying(
              PullFailure.class,
              failure -> assertThat(failure.remedy()).contains("Check the connection"));
    }
  }

  @Test
  default void anImageThatTheRegistryDoesNotHaveIsNamed() {
    ImageReference image = ImageReference.of(registry().address() + "/tests/none:v9.9.9");

    assertThatThrownBy(() -> runtime().pull(image, progress -> {}))
        .isInstanceOfSatisfying(
            PullFailure.class,
            failure -> {
              assertThat(failure.summary()).contains("/tests/none:v9.9.9");
              assertThat(failure.remedy()).contains("no such image");
            });
  }

  @Test
  default void aPullThatIsInterruptedGoesOnWhereItWas() throws InterruptedException {
    TinyImage.Pushed pushed = push("tests/interrupted", BIG, BIG);
    try (HoldingProxy proxy =
        HoldingProxy.before(registry().address(), ENOUGH_FOR_THE_SMALL_LAYER)) {
      ImageReference image = at(proxy.address(), "tests/interrupted", pushed);
      String small = pushed.layers().getFirst();
      var pull = new Pulling(runtime(), image);

      proxy.awaitHeld();
      awaitUnpacked(pull, small);
      pull.interrupt();
      assertThatThrownBy(pull::await).isInstanceOf(CancelledException.class);
      assertThat(runtime().image(image)).isEmpty();
      proxy.mend();
      runtime().pull(image, progress -> {});

      assertThat(runtime().image(image)).isPresent();
      if (keepsLayersOfAnInterruptedPull()) {
        assertThat(gets(small)).as("downloads of the layer that had arrived").isEqualTo(1);
      }
    }
  }

  /// Waits until the runtime has unpacked this layer.
  void awaitUnpacked(Pulling pull, String digest);

  /// Whether the runtime keeps what has arrived when a pull is given up.
  boolean keepsLayersOfAnInterruptedPull();

  private long gets(String digest) {
    return registry().requests().stream()
        .filter(request -> request.startsWith("GET ") && request.endsWith(digest))
        .count();
  }

  @Test
  default void aConnectionThatIsCutIsMadeAgainByThePullOrTheNextOne() throws InterruptedException {
    TinyImage.Pushed pushed = push("tests/cut", BIG + 1, BIG + 2);
    try (HoldingProxy proxy =
        HoldingProxy.before(registry().address(), ENOUGH_FOR_THE_SMALL_LAYER)) {
      ImageReference image = at(proxy.address(), "tests/cut", pushed);
      var pull = new Pulling(runtime(), image);

      proxy.awaitHeld();
      proxy.cut();
      proxy.mend();
      assertThat(catchThrowable(pull::await))
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              failure ->
                  assertThat(failure)
                      .isInstanceOfSatisfying(
                          PullFailure.class,
                          cut -> assertThat(cut.remedy()).contains("Run the same command again")));
      runtime().pull(image, progress -> {});

      assertThat(runtime().image(image)).isPresent();
    }
  }

  /// A pull in a thread of its own.
  final class Pulling {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final FutureTask<Boolean> task;
    private final Thread thread;
    private volatile PullProgress progress = new PullProgress(List.of());

    Pulling(ContainerRuntime runtime, ImageReference image) {
      this.task = new FutureTask<>(() -> runtime.pull(image, now -> progress = now), true);
      this.thread = Thread.ofPlatform().start(task);
    }

    /// What is happening to a layer, if that is known.
    Optional<Phase> phase(String digest) {
      return progress.layers().stream()
          .filter(layer -> digest.startsWith("sha256:" + layer.id()))
          .map(PullProgress.Layer::phase)
          .findFirst();
    }

    /// Waits for something that happens while it pulls.
    void awaitThat(BooleanSupplier happened) {
      Instant end = Instant.now().plus(LIMIT);
      while (!happened.getAsBoolean()) {
        assertThat(thread.isAlive()).as("%s is pulled", progress).isTrue();
        assertThat(Instant.now()).as(progress.toString()).isBefore(end);
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
    }

    void interrupt() {
      thread.interrupt();
    }

    /// Gives way to what the pull threw.
    void await() throws Throwable {
      try {
        task.get();
      } catch (ExecutionException failed) {
        throw failed.getCause();
      }
    }
  }
}
