package ai.stigmer.release.plan;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.version.ReleaseTag;
import java.util.Map;

/// The release that a formula returns to when a higher one is yanked.
///
/// @param tag its tag
/// @param image the digest of its image's index
/// @param assets the digests of its assets, by name, as its checksums file gives them
public record Fallback(ReleaseTag tag, Digest image, Map<String, Digest> assets) {

  /// Copies the map.
  public Fallback {
    assets = Map.copyOf(assets);
  }
}
