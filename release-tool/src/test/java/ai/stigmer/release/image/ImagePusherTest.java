package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.inputs;
import static ai.stigmer.release.image.ImageFixture.spec;
import static ai.stigmer.release.testing.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.image.ImagePusher.Pushed;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.testing.InMemoryRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePusherTest {

  private static final Repository RUNNER = Repository.of("ghcr.io/acme/tidy-runner");

  @TempDir private Path work;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ImagePusher pusher = new ImagePusher(registry);
  private Path root;

  @BeforeEach
  void writeInputs() throws IOException {
    root = inputs(work.resolve("root"));
  }

  @Test
  void theImageIsThereByDigestAndUnderNoName() {
    BuiltImage image = build();
    Pushed pushed = pusher.push(image, RUNNER, ImageListener.SILENT);

    assertThat(registry.manifest(new Reference.ByDigest(RUNNER, image.digest())))
        .contains(image.manifest());
    assertThat(pushed.index().digest()).isEqualTo(image.digest());
    assertThat(registry.tags(RUNNER)).isEmpty();
  }

  @Test
  void aLayerThatPlatformsShareIsSentOnceAndEveryByteIsCounted() {
    // Two runtimes, one application layer, two configurations.
    Pushed pushed = pusher.push(build(), RUNNER, ImageListener.SILENT);

    assertThat(pushed.blobsSent()).isEqualTo(5);
    assertThat(pushed.bytesSent()).isEqualTo(registry.bytesReceived());
    assertThat(registry.writes()).isEqualTo(5 + 2 + 1);
  }

  @Test
  void whatIsThereIsNotSentAgain() throws IOException {
    pusher.push(build(), RUNNER, ImageListener.SILENT);
    long before = registry.bytesReceived();
    write(root.resolve("build/tidy.sh"), "#!/bin/sh\necho changed\n");
    Pushed second = pusher.push(build(), RUNNER, ImageListener.SILENT);

    // The application layer and, since they name it, two configurations.
    assertThat(second.blobsSent()).isEqualTo(3);
    assertThat(second.bytesSent()).isEqualTo(registry.bytesReceived() - before);
  }

  @Test
  void layersOfABaseInTheSameRegistryAreMounted() {
    BuiltImage image = build();
    Repository base = Repository.of("ghcr.io/acme/base");
    pusher.push(image, base, ImageListener.SILENT);
    var onBase =
        new BuiltImage(image.layout(), image.index(), image.platforms(), Optional.of(base));

    assertThat(pusher.push(onBase, RUNNER, ImageListener.SILENT).blobsSent()).isZero();
  }

  @Test
  void everyStepIsHeardInTheOrderThatLeavesNothingDangling() {
    var heard = new ArrayList<String>();
    pusher.push(
        build(),
        RUNNER,
        new ImageListener() {
          @Override
          public void pushed(Platform platform, Descriptor blob, BlobTransfer transfer) {
            heard.add(transfer.toString());
          }

          @Override
          public void manifestPushed(Platform platform, Descriptor manifest) {
            heard.add(platform.toString());
          }

          @Override
          public void indexPushed(Descriptor index) {
            heard.add("index");
          }
        });

    assertThat(heard)
        .isEqualTo(
            List.of("SENT", "SENT", "SENT", "SENT", "SENT", "linux/amd64", "linux/arm64", "index"));
  }

  private BuiltImage build() {
    return ImageFixture.build(spec(), root, work.resolve("work"));
  }
}
