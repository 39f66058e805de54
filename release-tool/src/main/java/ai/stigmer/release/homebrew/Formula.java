package ai.stigmer.release.homebrew;

import ai.stigmer.release.version.SemanticVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A formula's file, read without running it (Homebrew, "Formula Cookbook").
///
/// @param name which formula
/// @param content the file's whole text
public record Formula(FormulaName name, String content) {

  private static final Pattern VERSION = stanza("version", "\"([^\"]*)\"|'([^']*)'");
  private static final Pattern URL =
      Pattern.compile("(?m)^[ \\t]*url[ \\t]+[\"'][^\"'\\s]*/download/v([^/\"'\\s]+)/");
  private static final Pattern VERSION_SCHEME = stanza("version_scheme", "([0-9]{1,9})");
  // Up to the last stanza that comes before version_scheme in Homebrew's order.
  private static final Pattern BEFORE_VERSION_SCHEME =
      Pattern.compile("(?m)\\A[\\s\\S]*^  (?:license|sha256|url|homepage|desc)\\b.*\\n");

  /// The version it serves: the one it names, else the one in its URL's `/download/vX.Y.Z/`.
  public Optional<SemanticVersion> version() {
    Matcher named = VERSION.matcher(content);
    if (named.find()) {
      return SemanticVersion.find(
          Optional.ofNullable(named.group(1)).orElseGet(() -> named.group(2)));
    }
    Matcher url = URL.matcher(content);
    return url.find() ? SemanticVersion.find(url.group(1)) : Optional.empty();
  }

  /// Its `version_scheme`; 0 if it names none, as Homebrew has it.
  public int versionScheme() {
    Matcher scheme = VERSION_SCHEME.matcher(content);
    return scheme.find() ? Integer.parseInt(scheme.group(1)) : 0;
  }

  /// The same formula with this `version_scheme`, or without one for 0.
  public Formula withVersionScheme(int scheme) {
    String without = VERSION_SCHEME.matcher(content).replaceAll("");
    if (scheme == 0) {
      return new Formula(name, without);
    }
    Matcher before = BEFORE_VERSION_SCHEME.matcher(without);
    if (!before.lookingAt()) {
      throw new IllegalStateException("a formula without a url: " + name);
    }
    return new Formula(
        name,
        without.substring(0, before.end())
            + "  version_scheme "
            + scheme
            + "\n"
            + without.substring(before.end()));
  }

  // A stanza of the class itself: those of a resource stand deeper.
  private static Pattern stanza(String name, String value) {
    return Pattern.compile("(?m)^(?: {1,2}|\\t)" + name + "[ \\t]+(?:" + value + ")[^\\n]*\\n?");
  }
}
