package ai.stigmer.release.notes;

import ai.stigmer.release.git.Commit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A commit whose message says what kind of change it is (Conventional Commits 1.0.0).
///
/// @param type the kind of change in lower case: `feat`, `fix`, …
/// @param scope the part that changed, if the message names one
/// @param breaking whether users must change something
/// @param description what changed
public record ConventionalCommit(
    String type, Optional<String> scope, boolean breaking, String description) {

  private static final Pattern SUBJECT =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]*)(?:\\(([^()]+)\\))?(!)?: +(\\S.*)");
  private static final Pattern BREAKING =
      Pattern.compile("^BREAKING[ -]CHANGE: +\\S", Pattern.MULTILINE);

  /// Reads a commit's message, which may be written otherwise.
  public static Optional<ConventionalCommit> find(Commit commit) {
    Matcher parts = SUBJECT.matcher(commit.subject());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConventionalCommit(
            parts.group(1).toLowerCase(Locale.ROOT),
            Optional.ofNullable(parts.group(2)),
            parts.group(3) != null || BREAKING.matcher(commit.message()).find(),
            parts.group(4).strip()));
  }
}
