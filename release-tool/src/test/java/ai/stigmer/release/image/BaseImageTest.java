package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.AMD64;
import static ai.stigmer.release.image.ImageFixture.ARM64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.InMemoryRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaseImageTest {

  private static final Repository BASE = Repository.of("localhost:5000/acme/base");

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Test
  void aTagIsResolvedToItsDigest() {
    Digest digest = pushIndex("linux/amd64", "linux/arm64");
    BaseImage base = BaseImage.resolve("localhost:5000/acme/base:1", registry);

    assertThat(base.name()).isEqualTo("localhost:5000/acme/base:1");
    assertThat(base.digest()).isEqualTo(digest);
    assertThat(base.manifestFor(ARM64)).isEqualTo(manifest("linux/arm64").digest());
  }

  @Test
  void aDigestWinsOverTheTagBesideIt() {
    Digest digest = pushIndex("linux/amd64");
    BaseImage base = BaseImage.resolve("localhost:5000/acme/base:gone@" + digest, registry);

    assertThat(base.name()).isEqualTo("localhost:5000/acme/base:gone");
    assertThat(base.digest()).isEqualTo(digest);
  }

  @Test
  void theOnlyVariantServesAPlatformWithoutOne() {
    pushIndex("linux/arm/v5", "linux/arm/v7", "linux/arm64/v8");
    BaseImage base = BaseImage.resolve("localhost:5000/acme/base:1", registry);

    assertThat(base.manifestFor(ARM64)).isEqualTo(manifest("linux/arm64/v8").digest());
    assertThat(base.manifestFor(Platform.of("linux/arm/v7")))
        .isEqualTo(manifest("linux/arm/v7").digest());
    assertThatThrownBy(() -> base.manifestFor(Platform.of("linux/arm")))
        .hasMessageContaining("is not made for linux/arm");
  }

  @Test
  void aPlatformTheBaseLacksIsRefused() {
    pushIndex("linux/amd64");
    BaseImage base = BaseImage.resolve("localhost:5000/acme/base:1", registry);

    assertThat(base.manifestFor(AMD64)).isEqualTo(manifest("linux/amd64").digest());
    assertThatThrownBy(() -> base.manifestFor(ARM64))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not made for linux/arm64")
        .hasMessageContaining("It is made for linux/amd64.");
  }

  private Digest pushIndex(String... platforms) {
    var index =
        new ImageIndex(
            Stream.of(platforms)
                .map(platform -> new ImageIndex.Entry(push(platform), Platform.of(platform)))
                .toList(),
            Map.of());
    return registry.pushManifest(new Reference.Tagged(BASE, "1"), index.manifest()).digest();
  }

  private Descriptor push(String platform) {
    Manifest manifest = manifest(platform);
    return registry.pushManifest(new Reference.ByDigest(BASE, manifest.digest()), manifest);
  }

  private static Manifest manifest(String platform) {
    byte[] content = ("{\"for\":\"" + platform + "\"}").getBytes(StandardCharsets.UTF_8);
    return new Manifest(MediaType.MANIFEST, content);
  }
}
