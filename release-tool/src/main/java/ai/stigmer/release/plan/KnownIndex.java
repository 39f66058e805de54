package ai.stigmer.release.plan;

import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A release's index, once it is known: the one that its exact tag names, else the built one.
///
/// @param descriptor what refers to it
/// @param platforms the digests of its manifests
public record KnownIndex(Descriptor descriptor, Map<Platform, Digest> platforms) {

  /// Copies the map.
  public KnownIndex {
    platforms = Map.copyOf(platforms);
  }

  /// The index of an image.
  ///
  /// @param exact what the exact tag names, if it exists
  public static Optional<KnownIndex> of(DesiredImage image, Optional<PublishedImage> exact) {
    return exact.isPresent()
        ? exact.flatMap(
            found -> found.index().map(index -> new KnownIndex(found.descriptor(), entries(index))))
        : image.built().map(KnownIndex::built);
  }

  private static KnownIndex built(BuiltImage image) {
    return new KnownIndex(image.manifest().descriptor(), entries(image.index()));
  }

  private static Map<Platform, Digest> entries(ImageIndex index) {
    var platforms = new LinkedHashMap<Platform, Digest>();
    index.entries().forEach(entry -> platforms.put(entry.platform(), entry.manifest().digest()));
    return platforms;
  }
}
