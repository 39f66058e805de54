package ai.stigmer.release.version;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.Optional;

/// The Git tag that makes a release: `v` and a [SemanticVersion] without build metadata, since `+`
/// cannot stand in an image tag. The same text is the release's exact image tag.
///
/// @param version the version it releases
public record ReleaseTag(SemanticVersion version) implements Comparable<ReleaseTag> {

  // An image tag has at most 128 characters (OCI distribution specification, "Pulling manifests").
  private static final int LONGEST = 128;
  private static final String REMEDY =
      "A release tag is v and a semantic version, as in v1.2.3 or v1.2.3-rc.1.";

  /// Checks that the version can be an image tag.
  public ReleaseTag {
    if (!version.buildMetadata().isEmpty()) {
      throw ReleaseException.input(
          "'"
              + Abbreviation.of("v" + version)
              + "' has build metadata, which an image tag cannot carry",
          REMEDY);
    }
    if (version.toString().length() >= LONGEST) {
      throw ReleaseException.input(
          "'"
              + Abbreviation.of("v" + version)
              + "' is longer than an image tag may be (128 characters)",
          REMEDY);
    }
  }

  /// Reads a release tag.
  ///
  /// @throws ReleaseException of kind input, naming the tag, if it is not one
  public static ReleaseTag of(String text) {
    return (text.startsWith("v")
            ? SemanticVersion.find(text.substring(1))
            : Optional.<SemanticVersion>empty())
        .map(ReleaseTag::new)
        .orElseThrow(() ->
            ReleaseException.input("'" + Abbreviation.of(text) + "' is not a release tag", REMEDY));
  }

  /// Reads a release tag where the text may be another tag.
  public static Optional<ReleaseTag> find(String text) {
    if (!text.startsWith("v") || text.length() > LONGEST) {
      return Optional.empty();
    }
    return SemanticVersion.find(text.substring(1))
        .filter(version -> version.buildMetadata().isEmpty())
        .map(ReleaseTag::new);
  }

  /// Whether this tag releases a stable version.
  public boolean isStable() {
    return version.isStable();
  }

  @Override
  public int compareTo(ReleaseTag other) {
    return version.compareTo(other.version);
  }

  @Override
  public String toString() {
    return "v" + version;
  }
}
