package ai.stigmer.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.git.Commit;
import ai.stigmer.release.testing.Golden;
import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseNotesTest {

  private static final SemanticVersion VERSION = SemanticVersion.of("1.2.3");

  @Test
  void theChangelogSpeaksBeforeTheCommits() {
    Changelog changelog = Changelog.parse("## 1.2.3\n\n- Written by hand @all\n", "CHANGELOG.md");
    assertThat(ReleaseNotes.of(VERSION, Optional.of(changelog), List.of(commit("feat: x"))))
        .isEqualTo("- Written by hand @all\n");
  }

  @Test
  void commitsAreGroupedByKindOfChange() throws IOException {
    String notes =
        ofCommits(
            "Tidy the drawer",
            "feat: a door",
            "fix(hinge): no squeak\n\nBody with feat: inside",
            "feat(lock)!: another key",
            "chore: sweep",
            "perf: faster",
            "docs: how to",
            "fix: the wall\n\nBREAKING CHANGE: it stands elsewhere",
            "Merge pull request #12 from acme/door",
            "Merge branch 'main'",
            "Merge both lists into one",
            "FEAT: shouted");
    Golden.assertMatches(ReleaseNotesTest.class, "grouped.md", notes);
  }

  @Test
  void aHostileSubjectIsShownAndDoesNothing() throws IOException {
    String notes =
        ofCommits(
            "feat: thanks @octocat and <img src=x onerror=alert(1)>",
            "fix(`a`|b): [click](javascript:alert(1)) ![x](y) **bold** _it_ ~~no~~ &amp; $x$",
            "# heading",
            "tab\tescape \u001b[31m and \u202eright to left",
            "feat: ");
    Golden.assertMatches(ReleaseNotesTest.class, "hostile.md", notes);
    assertThat(notes)
        .doesNotContain("@octocat", "\u001b", "\u202e")
        .doesNotContainPattern("[^\\\\]<");
  }

  @Test
  void withoutChangelogAndCommitsTheySaySo() {
    assertThat(ofCommits()).isEqualTo("No changes were recorded for this release.\n");
    assertThat(ofCommits("Merge branch 'x'")).isEqualTo(ofCommits());
  }

  @Test
  void theyAreCutWhereGitHubWouldRefuseThem() {
    String many =
        ofCommits(
            IntStream.range(0, 5_000)
                .mapToObj("feat: number %d of many"::formatted)
                .toArray(String[]::new));
    assertThat(many)
        .hasSizeBetween(124_000, 125_000)
        .endsWith(")\n\n*Cut here: GitHub takes 125,000 characters.*\n");
  }

  @Test
  void oneEndlessLineIsCutBetweenCharacters() {
    String line = "😀".repeat(100_000);
    Changelog changelog = Changelog.parse("## 1.2.3\n" + "😀\n" + line, "CHANGELOG.md");
    String notes = ReleaseNotes.of(VERSION, Optional.of(changelog), List.of());
    assertThat(notes).hasSizeBetween(124_900, 125_000).startsWith("😀").contains("😀\n\n*Cut here");
  }

  @Test
  void theLongestThatFitsIsLeftAlone() {
    String line = "x".repeat(124_999);
    Changelog changelog = Changelog.parse("## 1.2.3\n" + line, "CHANGELOG.md");
    assertThat(ReleaseNotes.of(VERSION, Optional.of(changelog), List.of())).isEqualTo(line + "\n");
  }

  private static String ofCommits(String... messages) {
    return ReleaseNotes.of(
        VERSION, Optional.empty(), Stream.of(messages).map(ReleaseNotesTest::commit).toList());
  }

  private static Commit commit(String message) {
    return new Commit("0123456789".repeat(4), Instant.EPOCH, message);
  }
}
