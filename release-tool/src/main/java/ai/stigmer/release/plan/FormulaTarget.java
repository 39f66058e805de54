package ai.stigmer.release.plan;

import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Optional;
import java.util.Set;

/// What a tap is to serve. Homebrew installs no lower version over a higher one unless the
/// formula's `version_scheme` was raised, which it then keeps for good (Homebrew, "Formula
/// Cookbook").
///
/// @param version the version
/// @param versionScheme Homebrew's `version_scheme`
/// @param returns whether the tap goes back to the version, from a higher one that was yanked
public record FormulaTarget(SemanticVersion version, int versionScheme, boolean returns) {

  private static final String RETURN = "-scheme\\.[0-9]+";

  /// A version on a tap that serves none.
  public static FormulaTarget of(SemanticVersion version) {
    return new FormulaTarget(version, 0, false);
  }

  /// A version on a tap that serves this formula.
  ///
  /// @param yanked the versions that were taken back
  public static FormulaTarget of(
      SemanticVersion version, Optional<Formula> served, Set<SemanticVersion> yanked) {
    int scheme = served.map(Formula::versionScheme).orElse(0);
    boolean returns =
        served
            .flatMap(Formula::version)
            .filter(yanked::contains)
            .filter(higher -> higher.compareTo(version) > 0)
            .isPresent();
    return new FormulaTarget(version, returns ? scheme + 1 : scheme, returns);
  }

  /// The branch that proposes it. A return has another name than the version's own release had.
  public String branch(FormulaName formula) {
    return formula + "-" + version + (returns ? "-scheme." + versionScheme : "");
  }

  /// Whether a branch of this name may propose a return to some version.
  public static boolean isReturn(String branch) {
    return branch.matches(".*" + RETURN);
  }

  /// The version that a branch of this name proposes, if it is one of [#branch].
  static Optional<SemanticVersion> proposedBy(String branch, FormulaName formula) {
    String prefix = formula + "-";
    return branch.startsWith(prefix)
        ? SemanticVersion.find(branch.substring(prefix.length()).replaceFirst(RETURN + "$", ""))
        : Optional.empty();
  }

  /// Whether a branch of this name proposes a higher version than the one that is there.
  public static boolean proposesAbove(
      String branch, FormulaName formula, Optional<SemanticVersion> there) {
    return proposedBy(branch, formula)
        .filter(version -> there.filter(served -> served.compareTo(version) >= 0).isEmpty())
        .isPresent();
  }

  /// The commit message and pull request title, in Homebrew's form.
  public String title(FormulaName formula) {
    return formula + " " + version;
  }
}
