package ai.stigmer.release.configuration;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A repository on GitHub.
///
/// @param owner the user or organisation
/// @param name the repository's name
public record GitHubRepository(String owner, String name) {

  private static final Pattern SYNTAX =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]*)/((?!\\.\\.?$)[A-Za-z0-9._-]+)");

  /// Reads `owner/name`.
  ///
  /// @throws ReleaseException of kind input if it is not of that form
  public static GitHubRepository of(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(text) + "' is not a GitHub repository",
          "Write owner/name, as in acme/tidy.");
    }
    return new GitHubRepository(parts.group(1), parts.group(2));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
