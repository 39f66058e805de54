package ai.stigmer.release.plan;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
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
/// @param obstacle why it has no text though they are known
public record DesiredFormula(
    FormulaName name,
    Delivery delivery,
    Recipe recipe,
    FormulaTarget target,
    Optional<String> content,
    Optional<Problem> obstacle) {

  /// How a formula's text follows from what a release is made of: a pure function.
  @FunctionalInterface
  public interface Recipe {

    /// The formula's text.
    ///
    /// @param tag the release it serves
    /// @param image the digest of the image's index
    /// @param assets the digests of the release's assets, by name
    /// @param versionScheme Homebrew's `version_scheme`
    /// @throws ReleaseException of kind input if an archive has no digest, or the release's commit
    ///   is not here
    String render(ReleaseTag tag, Digest image, Map<String, Digest> assets, int versionScheme);
  }

  /// This formula for another target, not rendered yet.
  DesiredFormula aimedAt(FormulaTarget other) {
    return new DesiredFormula(name, delivery, recipe, other, Optional.empty(), Optional.empty());
  }

  /// This formula with its text, for the digests of the target's release.
  ///
  /// @throws ReleaseException of kind input if it has none
  DesiredFormula rendered(Digest image, Map<String, Digest> assets) {
    String text =
        recipe.render(new ReleaseTag(target.version()), image, assets, target.versionScheme());
    return new DesiredFormula(name, delivery, recipe, target, Optional.of(text), Optional.empty());
  }

  /// This formula with its text for the release that it returns to, or with what stands in the way
  /// of that: nothing else waits for it.
  DesiredFormula rendered(Fallback fallback) {
    try {
      return rendered(fallback.image(), fallback.assets());
    } catch (ReleaseException unrenderable) {
      return new DesiredFormula(
          name, delivery, recipe, target, Optional.empty(), Optional.of(unrenderable.problem()));
    }
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
