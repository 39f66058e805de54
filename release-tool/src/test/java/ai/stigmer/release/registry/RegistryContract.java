package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.testing.SampleImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of our client and any registry it speaks to, the embedded one and real ones alike.
interface RegistryContract extends ReferrersContract {

  /// As many attempts as the tool makes, without its pauses.
  RetryPolicy AT_ONCE =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMinutes(2), RetryPolicy.Pauses.SLEEPING);

  /// A repository no test has used.
  private Repository repository(String name) {
    return new Repository(address(), "contract/" + name + "-" + System.nanoTime());
  }

  @Test
  default void whatNobodyPushedIsAbsent(@TempDir Path folder) {
    Repository repository = repository("absent");
    SampleImage image = SampleImage.make(folder, "absent");
    assertThat(registry().tags(repository)).isEmpty();
    assertThat(registry().resolve(tag(repository, "v1.0.0"))).isEmpty();
    assertThat(registry().manifest(tag(repository, "v1.0.0"))).isEmpty();
    assertThat(registry().manifest(digest(repository, image))).isEmpty();
  }

  @Test
  default void aWriteThatIsOnlyTriedLeavesNoRepository() {
    Repository repository = repository("tried");

    registry().tryWrite(repository);

    assertThat(registry().tags(repository)).isEmpty();
  }

  @Test
  default void aBlobIsSentOnce(@TempDir Path folder) {
    Repository repository = repository("blob");
    SampleImage image = SampleImage.make(folder, "blob");
    assertThat(push(repository, image, Optional.empty())).isEqualTo(BlobTransfer.SENT);
    assertThat(push(repository, image, Optional.empty())).isEqualTo(BlobTransfer.PRESENT);
    assertThat(registry().blob(repository, image.layer().digest(), 10_000))
        .isEqualTo(content(image));
  }

  @Test
  default void anAbsentBlobIsNotDownloaded(@TempDir Path folder) {
    Repository repository = repository("blob");
    Descriptor absent = Descriptor.of("application/octet-stream", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> registry().download(repository, absent, folder.resolve("blob")))
        .isInstanceOf(ReleaseException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  default void aBlobOfAnotherRepositoryIsMounted(@TempDir Path folder) {
    Repository source = repository("source");
    Repository repository = repository("mounted");
    SampleImage image = SampleImage.make(folder, "mounted");
    push(source, image, Optional.empty());
    assertThat(push(repository, image, Optional.of(source))).isEqualTo(BlobTransfer.MOUNTED);
    assertThat(registry().blob(repository, image.layer().digest(), 10_000))
        .isEqualTo(content(image));
  }

  @Test
  default void aBlobThatCannotBeMountedIsSent(@TempDir Path folder) {
    SampleImage image = SampleImage.make(folder, "sent");
    assertThat(push(repository("sent"), image, Optional.of(repository("nobody"))))
        .isEqualTo(BlobTransfer.SENT);
  }

  @Test
  default void aLargeBlobComesBackAsItWasSent(@TempDir Path folder) throws IOException {
    Repository repository = repository("large");
    byte[] content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("large"), content);
    Descriptor blob = Descriptor.of("application/octet-stream", content);
    registry().pushBlob(repository, blob, file, Optional.empty());
    assertThat(registry().blob(repository, blob.digest(), content.length)).isEqualTo(content);
    registry().download(repository, blob, folder.resolve("downloaded"));
    assertThat(folder.resolve("downloaded")).hasBinaryContent(content);
    Descriptor pretended = new Descriptor(blob.mediaType(), blob.digest(), content.length - 1);
    assertThatThrownBy(() -> registry().download(repository, pretended, folder.resolve("more")))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("more than 4999999 bytes");
    assertThat(folder.resolve("more")).doesNotExist();
    assertThatThrownBy(() -> registry().blob(repository, blob.digest(), content.length - 1))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("more than 4999999 bytes");
  }

  @Test
  default void aManifestIsFoundByItsDigestAndByEveryTag(@TempDir Path folder) {
    Repository repository = repository("manifest");
    SampleImage image = SampleImage.make(folder, "manifest");
    Descriptor pushed = image.push(registry(), digest(repository, image));
    registry().pushManifest(tag(repository, "v1.0.0"), image.manifest());
    registry().pushManifest(tag(repository, "latest"), image.manifest());
    assertThat(pushed).isEqualTo(image.manifest().descriptor());
    for (Reference reference :
        List.of(digest(repository, image), tag(repository, "v1.0.0"), tag(repository, "latest"))) {
      assertThat(registry().resolve(reference)).contains(pushed);
      assertThat(registry().manifest(reference)).contains(image.manifest());
    }
    assertThat(registry().tags(repository)).containsExactlyInAnyOrder("v1.0.0", "latest");
  }

  @Test
  default void aTagMoves(@TempDir Path folder) {
    Repository repository = repository("moving");
    SampleImage first = SampleImage.make(folder, "first");
    SampleImage second = SampleImage.make(folder, "second");
    first.push(registry(), tag(repository, "v1"));
    second.push(registry(), tag(repository, "v1"));
    assertThat(registry().digest(tag(repository, "v1"))).contains(second.manifest().digest());
    assertThat(registry().manifest(digest(repository, first))).contains(first.manifest());
  }

  @Test
  default void anIndexKeepsItsBytesAndAnnotations(@TempDir Path folder) {
    Repository repository = repository("index");
    SampleImage image = SampleImage.make(folder, "index");
    Descriptor child = image.push(registry(), digest(repository, image));
    var index =
        new ImageIndex(
            List.of(new ImageIndex.Entry(child, Platform.of("linux/amd64"))),
            Map.of(ImageIndex.VERSION, "1.0.0"));
    registry().pushManifest(tag(repository, "v1.0.0"), index.manifest());
    Manifest read = registry().manifest(tag(repository, "v1.0.0")).orElseThrow();
    assertThat(read).isEqualTo(index.manifest());
    assertThat(ImageIndex.parse(read, "test").version()).contains("1.0.0");
  }

  @Test
  default void aManifestAheadOfItsBlobsIsRefused(@TempDir Path folder) {
    Repository repository = repository("ahead");
    SampleImage image = SampleImage.make(folder, "ahead");
    assertThatThrownBy(() -> registry().pushManifest(tag(repository, "v1"), image.manifest()))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.REMOTE))
        .hasMessageContaining("BLOB_UNKNOWN");
    assertThat(registry().resolve(tag(repository, "v1"))).isEmpty();
  }

  @Test
  default void everyTagIsListed(@TempDir Path folder) {
    Repository repository = repository("tags");
    SampleImage image = SampleImage.make(folder, "tags");
    image.pushBlobs(registry(), repository);
    List<String> tags = IntStream.range(0, 25).mapToObj(patch -> "v1.0." + patch).toList();
    tags.forEach(tag -> registry().pushManifest(tag(repository, tag), image.manifest()));
    assertThat(registry().tags(repository)).containsExactlyInAnyOrderElementsOf(tags);
  }

  private BlobTransfer push(Repository repository, SampleImage image, Optional<Repository> source) {
    return registry().pushBlob(repository, image.layer(), image.file(image.layer()), source);
  }

  private static byte[] content(SampleImage image) {
    try {
      return Files.readAllBytes(image.file(image.layer()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Reference tag(Repository repository, String tag) {
    return new Reference.Tagged(repository, tag);
  }

  private static Reference digest(Repository repository, SampleImage image) {
    return new Reference.ByDigest(repository, image.manifest().digest());
  }
}
