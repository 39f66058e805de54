package ai.stigmer.release.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tap that `init` makes: all of the template, pinned, with the least permissions; and which
/// pull requests it merges by itself.
class TapTemplateTest {

  private static final Path TEMPLATE = Path.of("../homebrew-tap-template");

  @TempDir private Path folder;
  private Scaffold tap = new Scaffold(Path.of(""), Map.of());

  @BeforeEach
  void make() throws IOException {
    tap = Scaffold.ofTap(folder.resolve("tap"), Product.of(folder, "acme/tidy", Optional.empty()));
    tap.lay();
    Folders.write(tap.folder().resolve("Formula/tidy.rb"), "class Tidy < Formula\nend\n");
    Folders.write(tap.folder().resolve("Formula/tidy@1.rb"), "class TidyAT1 < Formula\nend\n");
  }

  @Test
  void everyFileOfTheTemplateButTheFormulaOfThisProductIsInANewTap() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATE)) {
      assertThat(tap.files().keySet())
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> TEMPLATE.relativize(file).toString())
                  .filter(name -> !name.startsWith("Formula/"))
                  .toList());
    }
    assertThat(tap.files().values()).noneMatch(text -> text.matches("(?s).*@[a-zA-Z]+@.*"));
  }

  @Test
  void everyActionIsPinnedByCommitWithItsVersionBesideIt() {
    List<String> uses =
        tap.files().values().stream()
            .flatMap(String::lines)
            .filter(line -> line.contains("uses: "))
            .toList();

    assertThat(uses)
        .hasSize(3)
        .allMatch(line -> line.matches(".*uses: [A-Za-z0-9/-]+@[0-9a-f]{40} # v?[0-9.]+"));
  }

  @Test
  void everyWorkflowBeginsWithoutPermissionsAndRunsNoTextOfAStranger() {
    assertThat(tap.files())
        .allSatisfy((name, text) -> {
          if (name.startsWith(".github/workflows/")) {
            assertThat(text).contains("\npermissions: {}\n");
            assertThat(text.lines().filter(line -> line.contains("run: ")))
                .noneMatch(line -> line.contains("${{"));
          }
        });
  }

  @Test
  void aPullRequestThatChangesOneFormulaIsMergedAtTheCommitThatWasChecked() throws Exception {
    assertThat(merge("tidy-1.2.3", "7", "Formula/tidy.rb"))
        .contains(
            "gh pr merge 7 --repo acme/homebrew-tap --rebase --delete-branch"
                + " --match-head-commit c0ffee");
    assertThat(merge("tidy-1.2.3-scheme.1", "7", "Formula/tidy.rb")).contains("gh pr merge 7");
    assertThat(merge("tidy@1-1.2.3", "7", "Formula/tidy@1.rb")).contains("gh pr merge 7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs",
        "tidy",
        "tidy-latest",
        "tidy-1.2.3; rm",
        "tidy-1.2.3\ntidy-1.2.3",
        "tidy-1.2.3-scheme.1-more",
        "TIDY-1.2.3",
        "bump-tidy-1.2.3",
        "broom-1.2.3",
        "*-1.2.3",
        "*"
      })
  void anyOtherBranchIsLeftToAPerson(String branch) throws Exception {
    assertThat(merge(branch, "7", "Formula/tidy.rb"))
        .contains("left to a person")
        .doesNotContain("gh pr merge");
  }

  /// The first pull request brings the formula.
  @Test
  void inATapWithoutFormulaeEveryBranchIsLeftToAPerson() throws Exception {
    Folders.delete(tap.folder().resolve("Formula"));

    assertThat(merge("tidy-1.2.3", "7", "Formula/tidy.rb"))
        .contains("left to a person")
        .doesNotContain("gh pr merge");
  }

  @Test
  void nothingMakesBottlesOrProposesVersionsBesideTheReleases() {
    assertThat(tap.files().entrySet())
        .filteredOn(file -> !file.getKey().equals("README.md"))
        .noneMatch(file -> file.getValue().matches("(?s).*(pr-pull|brew bump|bottles_).*"));
  }

  @Test
  void aPullRequestThatChangesMoreIsLeftToAPerson() throws Exception {
    assertThat(merge("tidy-1.2.3", "7", "Formula/tidy.rb\n.github/workflows/tests.yml"))
        .contains("changes something else than Formula/tidy.rb alone")
        .doesNotContain("gh pr merge");
    assertThat(merge("tidy-1.2.3", "7", "README.md")).doesNotContain("gh pr merge");
    assertThat(merge("tidy-1.2.3", "7", "Formula/tidy@1.rb")).doesNotContain("gh pr merge");
    assertThat(merge("tidy-1.2.3", "", "")).contains("has no open pull request");
  }

  // Runs the tap's script beside a `gh` that tells what is asked of it.
  private String merge(String branch, String number, String files) throws Exception {
    Path gh =
        Folders.write(
            folder.resolve("bin/gh"),
            """
            #!/bin/sh
            case "$1 $2" in
              "pr list") printf '%s\\n' "$NUMBER" ;;
              "pr diff") printf '%s\\n' "$FILES" ;;
              *) echo "gh $*" ;;
            esac
            """);
    assertThat(gh.toFile().setExecutable(true)).isTrue();
    var process = new ProcessBuilder("sh", ".github/publish.sh").directory(tap.folder().toFile());
    process.environment().put("PATH", gh.getParent() + ":" + System.getenv("PATH"));
    process.environment().put("BRANCH", branch);
    process.environment().put("COMMIT", "c0ffee");
    process.environment().put("GITHUB_REPOSITORY", "acme/homebrew-tap");
    process.environment().put("NUMBER", number);
    process.environment().put("FILES", files);
    Process running = process.redirectErrorStream(true).start();
    String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).as(output).isZero();
    return output;
  }
}
