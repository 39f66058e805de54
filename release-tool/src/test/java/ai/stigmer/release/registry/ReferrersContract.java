package ai.stigmer.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.SampleImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of the referrers in any registry, whether it lists them itself or its clients do.
interface ReferrersContract {

  /// A client with the credentials the registry asks for.
  Registry registry();

  /// The registry's host and port.
  String address();

  /// A repository no test has used.
  private Repository repository(String name) {
    return new Repository(address(), "contract/" + name + "-" + System.nanoTime());
  }

  @Test
  default void whatNobodyAttachedIsNoReferrer(@TempDir Path folder) {
    Repository repository = repository("unattached");
    SampleImage image = SampleImage.make(folder, "unattached");
    assertThat(registry().keepsReferrers(repository, image.manifest().digest())).isTrue();
    assertThat(registry().referrers(repository, image.manifest().digest())).isEmpty();
    image.push(registry(), digest(repository, image));
    assertThat(registry().referrers(repository, image.manifest().digest())).isEmpty();
  }

  @Test
  default void everyReferrerIsListedOnceWithItsSubjectAlone(@TempDir Path folder) {
    Repository repository = repository("attached");
    SampleImage image = SampleImage.make(folder, "attached");
    SampleImage other = SampleImage.make(folder, "other");
    image.push(registry(), digest(repository, image));
    other.push(registry(), digest(repository, other));
    Referrer first = attach(repository, image, folder, "application/vnd.cyclonedx+json", "a.json");
    Referrer second = attach(repository, image, folder, "application/vnd.in-toto+json", "b.json");
    Referrer foreign = attach(repository, other, folder, "application/vnd.cyclonedx+json", "c");
    registry().attach(repository, first);

    assertThat(registry().referrers(repository, image.manifest().digest()))
        .containsExactlyInAnyOrder(first.manifest().descriptor(), second.manifest().descriptor());
    assertThat(registry().referrers(repository, other.manifest().digest()))
        .containsExactly(foreign.manifest().descriptor());
    var reference = new Reference.ByDigest(repository, first.manifest().digest());
    assertThat(registry().manifest(reference)).contains(first.manifest());
  }

  @Test
  default void aReferrerAheadOfItsBlobsIsRefused(@TempDir Path folder) {
    Repository repository = repository("early");
    SampleImage image = SampleImage.make(folder, "early");
    image.push(registry(), digest(repository, image));
    Referrer referrer =
        Referrer.of(
            image.manifest().descriptor(),
            "application/vnd.cyclonedx+json",
            "a.json",
            image.config().digest(),
            image.config().size());
    assertThatThrownBy(() -> registry().attach(repository, referrer))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("BLOB_UNKNOWN");
    assertThat(registry().referrers(repository, image.manifest().digest())).isEmpty();
  }

  private Referrer attach(
      Repository repository, SampleImage image, Path folder, String artifactType, String name) {
    try {
      Path file = Folders.write(folder.resolve(name), "{\"name\": \"" + name + "\"}");
      Path config = Folders.write(folder.resolve("config"), "{}");
      Referrer referrer =
          Referrer.of(
              image.manifest().descriptor(),
              artifactType,
              name,
              Digest.ofFile(file),
              Files.size(file));
      registry().pushBlob(repository, referrer.content(), file, Optional.empty());
      registry().pushBlob(repository, Referrer.CONFIG, config, Optional.empty());
      registry().attach(repository, referrer);
      return referrer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Reference digest(Repository repository, SampleImage image) {
    return new Reference.ByDigest(repository, image.manifest().digest());
  }
}
