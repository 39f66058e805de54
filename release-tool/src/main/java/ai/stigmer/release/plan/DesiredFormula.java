package ai.stigmer.release.plan;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.version.ReleaseTag;
import java.util.Map;
import java.util.Optional;

/// The formula a stable release wants in its tap.
///
/// @param name the formula
/// @param delivery how it gets there
/// @param recipe how its text follows from digests
/// @param target what the tap is to serve
/// @param content its text, once the digests are known
public record DesiredFormula(
    FormulaName name,
    Delivery delivery,
    Recipe recipe,
    FormulaTarget target,
    Optional<String> content) {

  /// How a formula's text follows from what a release is made of: a pure function.
  @FunctionalInterface
  public interface Recipe {

    /// The formula's text.
    ///
    /// @param tag the release it serves
    /// @param image the digest of the image's index
    /// @param assets the digests of the release's assets, by name
    /// @param versionScheme Homebrew's `version_scheme`
    /// @throws ai.stigmer.release.problem.ReleaseException of kind input if an archive has no
    ///   digest, or the release's commit is not here
    String render(ReleaseTag tag, Digest image, Map<String, Digest> assets, int versionScheme);
  }

  /// This formula for another target, not rendered yet.
  DesiredFormula aimedAt(FormulaTarget other) {
    return new DesiredFormula(name, delivery, recipe, other, Optional.empty());
  }

  /// This formula with its text, for the digests of the target's release.
  DesiredFormula rendered(Digest image, Map<String, Digest> assets) {
    return new DesiredFormula(
        name,
        delivery,
        recipe,
        target,
        Optional.of(
            recipe.render(
                new ReleaseTag(target.version()), image, assets, target.versionScheme())));
  }

  /// The branch that proposes it.
  public String branch() {
    return target.branch(name);
  }

  /// The commit message and pull request title, in Homebrew's form.
  public String title() {
    return target.title(name);
  }
}
