package ai.stigmer.release.plan;

import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import java.util.List;
import java.util.Optional;

/// The image a release wants.
///
/// @param repository where it goes
/// @param platforms what it must run on
/// @param adopted the index that the exact tag names already, which is then not built again
/// @param built the image built from the release's commit
public record DesiredImage(
    Repository repository,
    List<Platform> platforms,
    Optional<Digest> adopted,
    Optional<BuiltImage> built) {

  /// Copies the list.
  public DesiredImage {
    platforms = List.copyOf(platforms);
  }

  /// The index's digest, once it is known.
  public Optional<Digest> digest() {
    return adopted.or(() -> built.map(BuiltImage::digest));
  }
}
