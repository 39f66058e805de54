package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify` finds every kind of drift and names what drifted, with exit code 4.
class VerifyDriftTest {

  private static final String ARCHIVE = "tidy-1.2.3.tar.gz";

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void release() {
    world = TestWorld.start(folder);
    world.release("v1.2.3");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void swappedBytesOfAnAsset() throws IOException {
    ReleaseAsset archive = world.hosted("v1.2.3").asset(ARCHIVE).orElseThrow();
    Path stored = world.tampering().stored(archive);
    byte[] bytes = Files.readAllBytes(stored);
    bytes[bytes.length / 2]++;
    Files.write(stored, bytes);

    assertDrift("bytes of " + ARCHIVE, "but checksums.txt says " + archive.digest().orElseThrow());
  }

  @Test
  void anAssetThatWasReplaced() throws IOException {
    ReleaseAsset archive = world.hosted("v1.2.3").asset(ARCHIVE).orElseThrow();
    world.host().deleteAsset(archive.id());
    Path other = Files.writeString(folder.resolve("other"), "other");
    world.host().upload(world.hosted("v1.2.3").id(), Artifact.of(ARCHIVE, other));

    Run verified = world.run("verify", "v1.2.3").exits(4).wroteNothing();
    assertThat(drifts(verified))
        .contains("✗ asset " + ARCHIVE, "has other bytes than its checksums.txt says")
        .contains(
            "✗ bytes of " + ARCHIVE, "but checksums.txt says " + archive.digest().orElseThrow());
  }

  @Test
  void aFloatingTagThatWasMovedBack() {
    world.product().commit("fix: a fault").tag("v1.2.4");
    world.release("v1.2.4");
    Manifest old = world.registry().manifest(exact("v1.2.3")).orElseThrow();
    world.registry().pushManifest(exact("v1.2"), old);

    Run verified = world.run("verify", "v1.2.4").exits(4).wroteNothing();

    assertThat(drifts(verified)).isEqualTo("✗ floating tag v1.2 names v1.2.3, should name v1.2.4");
  }

  @Test
  void aFormulaThatWasChanged() {
    world.tampering().merge(1);
    world.run("verify", "v1.2.3").exits(0);
    String formula = world.tap().git("show", "main:Formula/tidy.rb");
    world.tampering().editTap("Formula/tidy.rb", formula.replace("Keep", "Sweep"));

    Run verified = world.run("verify", "v1.2.3").exits(4).wroteNothing();
    assertThat(drifts(verified))
        .startsWith("✗ formula tidy 1.2.3 the tap serves 1.2.3 with other content");
  }

  @Test
  void aTagThatWasDeleted() {
    world.tampering().deleteImageTag("v1");

    assertDrift("floating tag v1", "absent, should name v1.2.3");
  }

  @Test
  void anExactTagThatWasDeleted() {
    world.tampering().deleteImageTag("v1.2.3");

    Run verified = world.run("verify", "v1.2.3").exits(4).wroteNothing();
    assertThat(drifts(verified)).contains("✗ exact tag v1.2.3 absent");
  }

  @Test
  void aLayerThatIsMissing() throws IOException {
    ImageIndex index =
        ImageIndex.parse(world.registry().manifest(exact("v1.2.3")).orElseThrow(), "v1.2.3");
    Descriptor child = index.entries().getFirst().manifest();
    Manifest manifest =
        world.registry().manifest(new ByDigest(world.repository(), child.digest())).orElseThrow();
    String layer =
        Json.parse(manifest.content(), "the manifest")
            .get("layers")
            .elements()
            .getFirst()
            .text("digest");
    world.tampering().loseBlob(Digest.of(layer));

    assertDrift("content of " + exact("v1.2.3"), "missing: [" + layer + "]");
  }

  @Test
  void aCommandThatWasNotStampedWithTheImage() throws IOException {
    world.product().edit("build-cli.sh", "mkdir", "rm build/cli/image.properties\nmkdir");
    world.product().commit("fix: lose the stamp").tag("v1.2.4");
    world.release("v1.2.4");

    Run verified = world.run("verify", "v1.2.4").exits(4).wroteNothing();

    assertThat(drifts(verified))
        .startsWith("✗ stamp in tidy-1.2.4.tar.gz does not name " + exact("v1.2.4") + "@sha256:");
  }

  @Test
  void aDocumentOfAnotherImage() throws IOException {
    String image = world.image("v1.2.3").orElseThrow().hex();
    publishAnew(document -> document.replace(image, "0".repeat(64)));

    Run verified = world.run("verify", "v1.2.3").exits(4).wroteNothing();

    assertThat(drifts(verified).lines())
        .extracting(line -> line.replaceFirst("\\.json .*", ".json"))
        .containsExactly(
            "✗ referrer tidy-1.2.3.image.cdx.json",
            "✗ referrer tidy-1.2.3.provenance.json",
            "✗ content of referrer tidy-1.2.3.image.cdx.json",
            "✗ content of referrer tidy-1.2.3.provenance.json",
            "✗ subjects of tidy-1.2.3.image.cdx.json",
            "✗ subjects of tidy-1.2.3.provenance.json");
  }

  @Test
  void aReleaseOfBeforeThereWereDocumentsIsSoundAndCanBeMended() throws IOException {
    publishAnew(document -> "");

    Run verified = world.run("verify", "v1.2.3").exits(0).wroteNothing();
    assertThat(verified.out())
        .contains("asset tidy-1.2.3.provenance.json", "published without it, and it stays so");
    world.run("release").exits(0).wroteNothing();

    world.host().deleteAsset(world.hosted("v1.2.3").asset(ARCHIVE).orElseThrow().id());
    world.run("release").exits(0);
    world.run("verify", "v1.2.3").exits(0);
    assertThat(world.hosted("v1.2.3").assets())
        .extracting(ReleaseAsset::name)
        .containsExactlyInAnyOrder(ARCHIVE, Checksums.FILE_NAME);
  }

  @Test
  void whatIsCheckedOutMeanwhileIsNoDrift() {
    world
        .product()
        .edit("homebrew/tidy.rb.ftl", "def install", "depends_on \"git\"\n\n  def install")
        .commit("feat: need git");

    world.run("verify", "v1.2.3").exits(0).wroteNothing();
  }

  @Test
  void severalAtOnceAreEachListed() {
    world.tampering().deleteImageTag("v1");
    world.tampering().deleteImageTag("latest");

    Run verified = world.run("verify", "v1.2.3", "--output", "json").exits(4);

    assertThat(verified.json().get("sound").truth()).isFalse();
    assertThat(verified.json().get("findings").elements())
        .filteredOn(finding -> !finding.get("sound").truth())
        .extracting(finding -> finding.text("subject"))
        .containsExactly("floating tag v1", "floating tag latest");
  }

  // The same release with other documents; one that is empty is left out.
  private void publishAnew(UnaryOperator<String> changed) throws IOException {
    Release released = world.hosted("v1.2.3");
    var files = new ArrayList<Artifact>();
    for (ReleaseAsset asset : released.assets()) {
      Path file = folder.resolve(asset.name());
      world.host().download(asset, file);
      if (asset.name().endsWith(".json")) {
        Files.writeString(file, changed.apply(Files.readString(file)));
      }
      if (!asset.name().equals(Checksums.FILE_NAME) && Files.size(file) > 0) {
        files.add(Artifact.of(asset.name(), file));
      }
    }
    Path checksums = folder.resolve(Checksums.FILE_NAME);
    files.add(
        Artifact.of(Checksums.FILE_NAME, Files.writeString(checksums, Checksums.of(files).text())));
    world.tampering().deleteRelease(released.id());
    Release other =
        world
            .host()
            .createDraft(
                new ReleaseText(
                    "v1.2.3", world.product().head(), "v1.2.3", released.notes(), false));
    files.forEach(file -> world.host().upload(other.id(), file));
    world.host().publish(other.id(), true);
  }

  private void assertDrift(String subject, String text) {
    Run verified = world.run("verify", "v1.2.3").exits(4).wroteNothing();
    assertThat(drifts(verified)).startsWith("✗ " + subject).contains(text);
    assertThat(verified.out()).contains("✗ v1.2.3 drifted: 1 of ");
  }

  private static String drifts(Run verified) {
    return String.join(
        "\n",
        verified
            .out()
            .lines()
            .filter(line -> line.startsWith("  ✗"))
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList());
  }

  private Tagged exact(String tag) {
    return new Tagged(world.repository(), tag);
  }
}
