package ai.stigmer.release.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageIndexTest {

  private static final Descriptor MANIFEST =
      Descriptor.of(MediaType.MANIFEST, "{}".getBytes(StandardCharsets.UTF_8));
  private static final ImageIndex INDEX =
      new ImageIndex(
          List.of(
              new ImageIndex.Entry(MANIFEST, Platform.of("linux/amd64")),
              new ImageIndex.Entry(MANIFEST, Platform.of("linux/arm/v7"))),
          Map.of(
              ImageIndex.VERSION,
              "1.2.3",
              ImageIndex.REVISION,
              "0123456789abcdef0123456789abcdef01234567",
              "org.example.quote",
              "\"ä\" & </>"));

  @Test
  void itsBytesAreFixed() throws IOException {
    String stored = new String(INDEX.manifest().content(), StandardCharsets.UTF_8);
    Golden.assertMatches(ImageIndexTest.class, "index.json", stored);
    assertThat(INDEX.manifest().descriptor())
        .isEqualTo(Descriptor.of(MediaType.INDEX, stored.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void itReadsBackAsItWasWritten() {
    ImageIndex read = ImageIndex.parse(INDEX.manifest(), "the registry");
    assertThat(read).isEqualTo(INDEX);
    assertThat(read.manifest()).isEqualTo(INDEX.manifest());
    assertThat(read.version()).contains("1.2.3");
    assertThat(read.revision()).contains("0123456789abcdef0123456789abcdef01234567");
  }

  @Test
  void anIndexWithoutAnnotationsSaysNothingOfItself() {
    ImageIndex read = parsed("{'manifests': []}");
    assertThat(read.version()).isEmpty();
    assertThat(read.revision()).isEmpty();
    assertThat(read.entries()).isEmpty();
  }

  @Test
  void anIndexOfAnotherToolIsReadWithWhatItHasBeside() {
    ImageIndex read =
        parsed(
            """
            {'schemaVersion': 2, 'artifactType': 'x', 'annotations': null, 'manifests': [
              {'mediaType': 'm', 'digest': 'sha256:%s', 'size': 3, 'annotations': {'a': 'b'},
               'platform': {'os': 'windows', 'architecture': 'amd64', 'os.version': '10'}}]}\
            """
                .formatted("a".repeat(64)));
    assertThat(read.entries())
        .containsExactly(
            new ImageIndex.Entry(
                new Descriptor("m", new Digest("a".repeat(64)), 3),
                new Platform("windows", "amd64", "")));
    assertThat(read.annotations()).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|$.manifests is missing",
        "[]|$ is not an object",
        "{'manifests': {}}|$.manifests is not an array",
        "{'manifests': [{}]}|$.manifests[].digest is missing",
        "{'manifests': [{'digest': 7}]}|$.manifests[].digest is not a string",
        "{'manifests': [{'digest': 'sha512:12'}]}|an entry without a SHA-256 digest",
        "{'manifests': [], 'annotations': {'a': 1}}|$.annotations.a is not a string",
        "{'manifests': []|malformed JSON",
      })
  void whatIsNoIndexIsRefusedByItsPath(String json, String reason) {
    assertThatThrownBy(() -> parsed(json))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("the registry ")
        .hasMessageContaining(reason);
  }

  @Test
  void anEntryWithoutPlatformIsRefused() {
    String entry = "{'mediaType': 'm', 'digest': 'sha256:" + "a".repeat(64) + "', 'size': 3}";
    assertThatThrownBy(() -> parsed("{'manifests': [" + entry + "]}"))
        .hasMessageContaining("$.manifests[].platform is missing");
  }

  @Test
  void aManifestIsItsBytes() {
    byte[] content = {'{', '}'};
    Manifest manifest = new Manifest(MediaType.MANIFEST, content);
    content[0] = '[';
    manifest.content()[1] = ']';
    assertThat(manifest.content()).containsExactly('{', '}');
    assertThat(manifest.digest()).isEqualTo(Digest.ofBytes(new byte[] {'{', '}'}));
    assertThat(manifest).isNotEqualTo(new Manifest(MediaType.DOCKER_MANIFEST, manifest.content()));
    assertThat(Optional.of(manifest))
        .contains(new Manifest(MediaType.MANIFEST, manifest.content()));
  }

  private static ImageIndex parsed(String json) {
    byte[] content = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ImageIndex.parse(new Manifest(MediaType.INDEX, content), "the registry");
  }
}
