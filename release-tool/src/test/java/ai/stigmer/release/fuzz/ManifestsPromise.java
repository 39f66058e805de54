package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import java.util.Optional;

/// Indexes, manifests, and checksums files. What is read and written again reads as the same.
final class ManifestsPromise implements Promise {

  private static final Platform PLATFORM = Platform.of("linux/amd64");

  @Override
  public void tryOn(byte[] input) throws Exception {
    var manifest = new Manifest(MediaType.INDEX, input);
    Optional<ImageIndex> index =
        Failures.valueOrProblem(() -> ImageIndex.parse(manifest, "the registry"));
    if (index.isPresent()) {
      assertThat(ImageIndex.parse(index.get().manifest(), "itself")).isEqualTo(index.get());
    }
    Optional<Json> json = Failures.valueOrProblem(() -> Json.parse(input, "the registry"));
    if (json.isPresent()) {
      byte[] written = Json.write(json.get().value());
      assertThat(Json.write(Json.parse(written, "itself").value())).isEqualTo(written);
    }
    Failures.valueOrProblem(() -> PlatformImage.parse(PLATFORM, manifest, "the registry"));
    Optional<Checksums> checksums =
        Failures.valueOrProblem(() -> Checksums.parse(new String(input, UTF_8), "the release"));
    if (checksums.isPresent()) {
      assertThat(Checksums.parse(checksums.get().text(), "itself")).isEqualTo(checksums.get());
    }
  }
}
