package ai.stigmer.release.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.version.SemanticVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogTest {

  private static final String TEXT =
      """
      # Changelog

      ## [Unreleased]

      - Not yet

      ## [1.2.3] - 2026-01-02

      ### Added

      - Yank, see [#12] and [the guide][Guide]

      ```md
      ## 9.9.9
      [x]: not a definition
      ```

      ## [1.2.2] - 2025-12-24

      ## 1.2.3-rc.1

      - Candidate

      [Unreleased]: https://example.com/compare/v1.2.3...HEAD
      [1.2.3]: https://example.com/releases/v1.2.3
      [#12]: https://example.com/issues/12
      [guide]: https://example.com/guide
      """;

  @Test
  void aSectionEndsAtTheNextVersionAndKeepsTheLinksItUses() {
    assertThat(section(TEXT, "1.2.3"))
        .contains(
            """
            ### Added

            - Yank, see [#12] and [the guide][Guide]

            ```md
            ## 9.9.9
            [x]: not a definition
            ```

            [#12]: https://example.com/issues/12
            [guide]: https://example.com/guide\
            """);
  }

  @Test
  void thePreReleaseHasItsOwnSection() {
    assertThat(section(TEXT, "1.2.3-rc.1")).contains("- Candidate");
  }

  @Test
  void anEmptySectionIsNone() {
    assertThat(section(TEXT, "1.2.2")).isEmpty();
  }

  @Test
  void aVersionWithoutSectionHasNone() {
    assertThat(section(TEXT, "9.9.9")).isEmpty();
    assertThat(section("", "1.0.0")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## [1.2.3] - 2026-01-02",
        "## [1.2.3]",
        "## 1.2.3",
        "## v1.2.3 (2026-01-02)",
        "##  [v1.2.3](https://example.com) - 2026-01-02 [YANKED]",
        "## 1.2.3 – the good one",
      })
  void aHeadingMayBeWrittenInManyWays(String heading) {
    assertThat(section(heading + "\n- a\n", "1.2.3")).contains("- a");
    assertThat(section(heading + "\r\n- a\r\n", "1.2.3")).contains("- a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"### 1.2.3", "# 1.2.3", "##1.2.3", "## 1.2.30", "## 1.2.3-rc.1", "## 1.2"})
  void anotherHeadingIsNotThisVersion(String heading) {
    assertThat(section(heading + "\n- a\n", "1.2.3")).isEmpty();
  }

  @Test
  void twoSectionsOfOneVersionAreRefused() {
    assertThatThrownBy(() -> section("## 1.2.3\n- a\n## [1.2.3]\n- b\n", "1.2.3"))
        .hasMessage("CHANGELOG.md has two sections of version 1.2.3\nJoin them into one.");
  }

  @Test
  void aFileIsReadIfItIsThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("CHANGELOG.md");
    assertThat(Changelog.find(file)).isEmpty();
    Files.writeString(file, TEXT);
    assertThat(Changelog.find(file).flatMap(it -> it.section(SemanticVersion.of("1.2.3-rc.1"))))
        .contains("- Candidate");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> Changelog.find(file)).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> Changelog.find(folder)).hasMessageContaining("cannot be read");
  }

  private static Optional<String> section(String text, String version) {
    return Changelog.parse(text, "CHANGELOG.md").section(SemanticVersion.of(version));
  }
}
