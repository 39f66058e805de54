package ai.stigmer.release.image;

import ai.stigmer.release.oci.Digest;
import java.util.List;
import java.util.Map;

/// An image whose every blob is on this machine's disk, whether it was built here or downloaded.
///
/// @param digest its index's digest
/// @param annotations what its index says of it
/// @param platforms its platforms' images, in the index's order
/// @param layout where the blobs are
public record LocalImage(
    Digest digest,
    Map<String, String> annotations,
    List<PlatformImage> platforms,
    OciLayout layout) {

  /// Copies the collections.
  public LocalImage {
    annotations = Map.copyOf(annotations);
    platforms = List.copyOf(platforms);
  }
}
