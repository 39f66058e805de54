package ai.stigmer.release.version;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An image tag that moves: `v1.2`, `v1` or `latest`. It names the highest stable version of its
/// range.
public final class FloatingTag {

  private final String name;
  private final Predicate<SemanticVersion> range;

  private FloatingTag(String name, Predicate<SemanticVersion> range) {
    this.name = name;
    this.range = range;
  }

  /// The floating tags whose range holds this version, the narrowest first; none for a pre-release.
  public static List<FloatingTag> of(SemanticVersion version) {
    if (!version.isStable()) {
      return List.of();
    }
    Predicate<SemanticVersion> sameMajor = other -> other.major().equals(version.major());
    return List.of(
        new FloatingTag(
            "v" + version.major() + "." + version.minor(),
            sameMajor.and(other -> other.minor().equals(version.minor()))),
        new FloatingTag("v" + version.major(), sameMajor),
        new FloatingTag("latest", other -> true));
  }

  /// The tag as it stands in the registry.
  public String name() {
    return name;
  }

  /// The highest stable version of this tag's range among these, which is what it should name.
  public Optional<SemanticVersion> highestOf(Collection<SemanticVersion> versions) {
    return versions.stream()
        .filter(SemanticVersion::isStable)
        .filter(range)
        .max(Comparator.naturalOrder());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatingTag tag && name.equals(tag.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
