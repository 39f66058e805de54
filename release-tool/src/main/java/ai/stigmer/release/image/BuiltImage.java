package ai.stigmer.release.image;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Repository;
import java.util.List;
import java.util.Optional;

/// An image on this machine's disk, whole: its digest is known and nothing of it has been sent.
///
/// @param layout where its blobs are
/// @param index its index
/// @param platforms its platforms' images, in the index's order
/// @param base the repository of the image it began with, from which a registry may mount layers
public record BuiltImage(
    OciLayout layout, ImageIndex index, List<PlatformImage> platforms, Optional<Repository> base) {

  /// Copies the list.
  public BuiltImage {
    platforms = List.copyOf(platforms);
  }

  /// The index's bytes.
  public Manifest manifest() {
    return index.manifest();
  }

  /// The image's digest, which is its index's.
  public Digest digest() {
    return manifest().digest();
  }

  /// The image as it can be read here.
  public LocalImage local() {
    return new LocalImage(digest(), index.annotations(), platforms, layout);
  }
}
