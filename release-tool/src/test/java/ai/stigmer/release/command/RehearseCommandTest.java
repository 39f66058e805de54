package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rehearsal of a release, beside a world that it must not touch.
class RehearseCommandTest {

  @TempDir private Path folder;
  private TestWorld outside;

  @BeforeEach
  void start() {
    outside = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void everyPromiseIsKeptAndTheWorldIsLeftToBeLookedAt() {
    Run run = outside.run("rehearse", "--output", "json").exits(0).wroteNothing();

    assertThat(run.json().text("tag")).isEqualTo("v1.2.4");
    assertThat(run.json().get("promises").elements())
        .hasSize(8)
        .allMatch(promise -> promise.get("kept").truth());
    Path world = Path.of(run.json().text("folder"));
    assertThat(world.resolve("tap.git")).isDirectory();
    assertThat(world.resolve("source")).isDirectory();
    assertThat(outside.product().git().git("tag")).isEqualTo("v1.2.3");
  }

  @Test
  void thePersonsScreenNamesTheReleaseThePromisesAndTheFolder() throws IOException {
    Path summary = folder.resolve("summary");
    Run run =
        outside
            .run(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), "rehearse", "v2.0.0")
            .exits(0)
            .wroteNothing();

    assertThat(run.out())
        .contains("Rehearsed tidy v2.0.0", "v2.0.0 v2.0 v2 latest", "pull/", "Look at it in ")
        .contains("✓ I1 ", "✓ I2 ", "✓ I3 ", "✓ I4 ", "✓ I5 ", "✓ I6 ", "✓ I7 ", "✓ I8 ");
    assertThat(Files.readString(summary))
        .startsWith("## tidy v2.0.0, rehearsed\n\nEvery promise was kept.\n")
        .contains("| ✓ | I8 no secret anywhere | ");
  }

  @Test
  void nothingLeadsOutOfARehearsal() {
    outside
        .run(
            "rehearse",
            "--set",
            "image.repository=" + outside.repository(),
            "--set",
            "homebrew.tap-url=" + outside.tap().path())
        .exits(0)
        .wroteNothing();
  }

  @Test
  void aPreReleaseIsRehearsedToo() {
    outside.run("rehearse", "v2.0.0-rc.1").exits(0).wroteNothing();
  }

  @Test
  void aCommitThatIsMadeMeanwhileIsNoPartOfIt() {
    GitFolder product = outside.product().git();
    outside
        .product()
        .edit(
            "build-cli.sh",
            "set -eu",
            "set -eu\ngit -C ../../.. -c user.name=Ada -c user.email=ada@example.org"
                + " commit -q --allow-empty -m meanwhile")
        .commit("chore: build");
    String rehearsed = product.git("rev-parse", "HEAD");

    outside.run("rehearse").exits(0);

    assertThat(product.git("log", "-1", "--format=%s")).isEqualTo("meanwhile");
    assertThat(
            new GitFolder(outside.product().root().resolve("build/rehearsal/source"))
                .git("rev-parse", "HEAD"))
        .isEqualTo(rehearsed);
  }

  @Test
  void editsAreLeftOutAndStayWhereTheyAre() throws Exception {
    outside.product().edit("CHANGELOG.md", "sweep", "mop");

    Run run = outside.run("rehearse").exits(0);

    assertThat(run.err()).contains("edits that are not committed are left out");
    assertThat(Files.readString(outside.product().root().resolve("CHANGELOG.md"))).contains("mop");
  }

  @Test
  void aRehearsalThatIsStillServedIsNotWipedOut() {
    try (FolderLock _ =
        FolderLock.of(outside.product().root().resolve(RehearsalFolder.NAME), "End it.")) {
      Run run = outside.run(Map.of(), "rehearse").exits(2);

      assertThat(run.err()).contains("Another run of release-tool uses ");
    }
  }

  @Test
  void aBuildThatFailsFailsTheRehearsal() {
    outside
        .product()
        .edit("build-cli.sh", "set -eu", "exit 7")
        .git()
        .git("commit", "-qam", "break");

    assertThat(outside.run("rehearse").exits(2).err()).contains("failed with exit code 7");
  }
}
