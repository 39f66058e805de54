package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.inputs;
import static ai.stigmer.release.image.ImageFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.testing.InMemoryRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderTest {

  private static final Repository RUNNER = Repository.of("ghcr.io/acme/tidy-runner");
  private static final Reference TAG = new Reference.Tagged(RUNNER, "v1.2.3");

  @TempDir private Path work;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final ImageReader reader = new ImageReader(registry);

  @Test
  void nothingIsReadWhereNothingIs() {
    assertThat(reader.read(TAG)).isEmpty();
  }

  @Test
  void aPushedImageIsWhole() throws IOException {
    BuiltImage image = push();

    assertThat(reader.read(TAG))
        .hasValueSatisfying(published -> {
          assertThat(published.isWhole()).isTrue();
          assertThat(published.digest()).isEqualTo(image.digest());
          assertThat(published.index()).contains(image.index());
        });
  }

  @Test
  void aLostManifestIsMissing() throws IOException {
    Digest lost = push().platforms().getLast().manifest().digest();
    registry.lose(RUNNER, lost);

    assertThat(reader.read(TAG))
        .hasValueSatisfying(published -> {
          assertThat(published.isWhole()).isFalse();
          assertThat(published.missing()).containsExactly(lost);
        });
  }

  @Test
  void onePlatformsManifestIsNoIndex() throws IOException {
    registry.pushManifest(TAG, push().platforms().getFirst().manifest());

    assertThat(reader.read(TAG))
        .hasValueSatisfying(published -> {
          assertThat(published.index()).isEmpty();
          assertThat(published.isWhole()).isFalse();
        });
  }

  @Test
  void anIndexThisProjectCannotHaveWrittenIsNone() {
    byte[] foreign = "{\"manifests\":[{}]}".getBytes(StandardCharsets.UTF_8);
    registry.put(TAG, new Manifest(MediaType.INDEX, foreign));

    assertThat(reader.read(TAG).orElseThrow().index()).isEmpty();
  }

  private BuiltImage push() throws IOException {
    BuiltImage image =
        ImageFixture.build(spec(), inputs(work.resolve("root")), work.resolve("work"));
    new ImagePusher(registry).push(image, RUNNER, ImageListener.SILENT);
    registry.pushManifest(TAG, image.manifest());
    return image;
  }
}
