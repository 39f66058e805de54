package ai.stigmer.release.plan;

import ai.stigmer.release.version.SemanticVersion;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What exists of one release, as far as it concerns that release: read in one go, and never
/// remembered.
///
/// @param images the registry's part
/// @param host GitHub's part
/// @param signatures the valid signatures of both
/// @param tap the tap's part; nothing if the release wants nothing there
/// @param fallback what the formula returns to, if this release is yanked and another one is left
public record ObservedRelease(
    ObservedImages images,
    ObservedHost host,
    ObservedSignatures signatures,
    Optional<ObservedTap> tap,
    Optional<Fallback> fallback) {

  /// The versions a floating tag or the formula may name: stable, with an exact image tag and a
  /// published release, not yanked; and the one that is being released.
  public Collection<SemanticVersion> eligible(DesiredRelease desired) {
    return eligible(desired, host, images.versions());
  }

  /// The versions a floating tag or the formula may name, by what is known of the parts.
  ///
  /// @param tagged the versions with an exact image tag
  public static Collection<SemanticVersion> eligible(
      DesiredRelease desired, ObservedHost host, Set<SemanticVersion> tagged) {
    return eligible(
        desired.version(), tagged, host.published().keySet(), desired.yankedAmong(host));
  }

  /// The versions a floating tag may name beside one that is being released.
  ///
  /// @param tagged the versions with an exact image tag
  /// @param published the versions with a published release
  /// @param yanked the versions that were taken back
  public static Collection<SemanticVersion> eligible(
      SemanticVersion released,
      Set<SemanticVersion> tagged,
      Set<SemanticVersion> published,
      Set<SemanticVersion> yanked) {
    var versions = new TreeSet<>(published);
    versions.retainAll(tagged);
    versions.add(released);
    versions.removeAll(yanked);
    versions.removeIf(version -> !version.isStable());
    return versions;
  }
}
