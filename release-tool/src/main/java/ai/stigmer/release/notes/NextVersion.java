package ai.stigmer.release.notes;

import ai.stigmer.release.git.Commit;
import ai.stigmer.release.version.Increment;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which version comes next, by what was committed since the last release (Conventional Commits
/// 1.0.0): something breaking raises the major number, a feature the minor, anything else the
/// patch. Before 1.0.0, where everything may change, something breaking raises the minor number.
public final class NextVersion {

  private static final SemanticVersion FIRST = SemanticVersion.of("0.1.0");
  private static final SemanticVersion STABLE = SemanticVersion.of("1.0.0");

  private NextVersion() {}

  /// The version that comes next; none if nothing was committed.
  ///
  /// @param last the last release, if there was one
  /// @param commits the commits since
  public static Optional<SemanticVersion> of(Optional<SemanticVersion> last, List<Commit> commits) {
    return commits.stream()
        .map(commit -> ConventionalCommit.find(commit).map(NextVersion::increment))
        .map(increment -> increment.orElse(Increment.PATCH))
        .max(Comparator.naturalOrder())
        .map(highest -> last.map(version -> after(version, highest)).orElse(FIRST));
  }

  private static SemanticVersion after(SemanticVersion last, Increment increment) {
    boolean unstable = last.compareTo(STABLE) < 0;
    return (unstable && increment == Increment.MAJOR ? Increment.MINOR : increment).after(last);
  }

  private static Increment increment(ConventionalCommit commit) {
    if (commit.breaking()) {
      return Increment.MAJOR;
    }
    return commit.type().equals("feat") ? Increment.MINOR : Increment.PATCH;
  }
}
