package ai.stigmer.release.plan;

import ai.stigmer.release.version.SemanticVersion;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/// What exists of one release, as far as it concerns that release: read in one go, and never
/// remembered.
///
/// @param images the registry's part
/// @param host GitHub's part
/// @param tap the tap's part; nothing if the release wants nothing there
public record ObservedRelease(ObservedImages images, ObservedHost host, Optional<ObservedTap> tap) {

  /// The versions a floating tag or the formula may name: stable, with an exact image tag and a
  /// published release, and the one that is being released.
  public Collection<SemanticVersion> eligible(SemanticVersion released) {
    var versions = new TreeSet<>(host.published().keySet());
    versions.retainAll(images.versions());
    versions.add(released);
    versions.removeIf(version -> !version.isStable());
    return versions;
  }
}
