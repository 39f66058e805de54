package ai.stigmer.release.plan;

import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a registry holds that concerns one release.
///
/// @param exact what the exact tag names, if it exists
/// @param contentPresent whether the wanted index is there by digest, with everything it refers to
/// @param referrers the digests of the index's referrers, if the release wants any
/// @param keepsReferrers whether the registry can list referrers at all, as far as is known
/// @param versions the versions whose exact tags exist
/// @param floating what the release's floating tags name, those that exist
/// @param digests the digests of exact tags that a floating tag of this release may have to name
public record ObservedImages(
    Optional<PublishedImage> exact,
    boolean contentPresent,
    Set<Digest> referrers,
    boolean keepsReferrers,
    Set<SemanticVersion> versions,
    Map<FloatingTag, Floating> floating,
    Map<SemanticVersion, Digest> digests) {

  /// Copies the collections.
  public ObservedImages {
    referrers = Set.copyOf(referrers);
    versions = Set.copyOf(versions);
    floating = Map.copyOf(floating);
    digests = Map.copyOf(digests);
  }

  /// What a floating tag names.
  ///
  /// @param digest the manifest's digest
  /// @param version the version its annotation tells; nothing for an image of another make
  public record Floating(Digest digest, Optional<SemanticVersion> version) {}
}
