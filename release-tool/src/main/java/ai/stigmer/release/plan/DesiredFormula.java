package ai.stigmer.release.plan;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Map;
import java.util.Optional;

/// The formula a stable release wants in its tap.
///
/// @param name the formula
/// @param delivery how it gets there
/// @param recipe how its text follows from digests
/// @param content its text, once the digests are known
public record DesiredFormula(
    FormulaName name, Delivery delivery, Recipe recipe, Optional<String> content) {

  /// How a formula's text follows from what a release is made of: a pure function.
  @FunctionalInterface
  public interface Recipe {

    /// The formula's text.
    ///
    /// @param image the digest of the image's index
    /// @param assets the digests of the release's assets, by name
    String render(Digest image, Map<String, Digest> assets);
  }

  /// The branch that proposes this formula at that version.
  public String branch(SemanticVersion version) {
    return name + "-" + version;
  }

  /// The commit message and pull request title for that version, in Homebrew's form.
  public String title(SemanticVersion version) {
    return name + " " + version;
  }
}
