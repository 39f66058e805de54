package ai.stigmer.release.notes;

import ai.stigmer.release.git.Commit;
import ai.stigmer.release.version.SemanticVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a release in Markdown: the changelog's section of its version, else its commits by
/// kind of change.
public final class ReleaseNotes {

  // What GitHub takes: "body is too long (maximum is 125000 characters)".
  private static final int LONGEST = 125_000;
  private static final String CUT = "\n\n*Cut here: GitHub takes 125,000 characters.*\n";
  private static final String NOTHING = "No changes were recorded for this release.\n";

  private static final Pattern MERGE =
      Pattern.compile("Merge (?:(?:remote-tracking )?branch|branches|pull request|tag|commit) .*");

  private ReleaseNotes() {}

  /// The groups of changes, in their order.
  private enum Group {
    BREAKING("Breaking changes"),
    FEATURES("Features"),
    FIXES("Fixes"),
    PERFORMANCE("Performance"),
    DOCUMENTATION("Documentation"),
    OTHER("Other");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }
  }

  /// The notes of a version.
  ///
  /// @param changelog the changelog, if there is one
  /// @param commits the commits since the last release, in the order they are to be listed
  public static String of(
      SemanticVersion version, Optional<Changelog> changelog, List<Commit> commits) {
    return limited(
        changelog
            .flatMap(it -> it.section(version))
            .map(section -> section + "\n")
            .orElseGet(() -> ofCommits(commits)));
  }

  private static String ofCommits(List<Commit> commits) {
    Map<Group, List<String>> groups = new EnumMap<>(Group.class);
    for (Commit commit : commits) {
      if (!MERGE.matcher(commit.subject()).matches()) {
        Optional<ConventionalCommit> conventional = ConventionalCommit.find(commit);
        groups
            .computeIfAbsent(
                conventional.map(ReleaseNotes::group).orElse(Group.OTHER), it -> new ArrayList<>())
            .add(line(commit, conventional));
      }
    }
    var sections = new ArrayList<String>();
    groups.forEach(
        (group, lines) -> sections.add("### " + group.heading + "\n\n" + String.join("", lines)));
    return sections.isEmpty() ? NOTHING : String.join("\n", sections);
  }

  private static Group group(ConventionalCommit commit) {
    if (commit.breaking()) {
      return Group.BREAKING;
    }
    return switch (commit.type()) {
      case "feat" -> Group.FEATURES;
      case "fix" -> Group.FIXES;
      case "perf" -> Group.PERFORMANCE;
      case "docs" -> Group.DOCUMENTATION;
      default -> Group.OTHER;
    };
  }

  private static String line(Commit commit, Optional<ConventionalCommit> conventional) {
    String scope =
        conventional
            .flatMap(ConventionalCommit::scope)
            .map(it -> "**" + MarkdownText.of(it) + ":** ")
            .orElse("");
    String description =
        conventional.map(ConventionalCommit::description).orElseGet(commit::subject);
    String id = commit.id().substring(0, Math.min(commit.id().length(), 7));
    return "- " + scope + MarkdownText.of(description) + " (" + id + ")\n";
  }

  private static String limited(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int room = LONGEST - CUT.length();
    int line = text.lastIndexOf('\n', room);
    int character = Character.isLowSurrogate(text.charAt(room)) ? room - 1 : room;
    // Rather break a line than lose all of an endless one.
    return text.substring(0, line > room / 2 ? line : character) + CUT;
  }
}
