package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What other tools and persons left where a product is released now.
class ForeignReleaseTest {

  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {HEX + "  tidy_1.2.3_linux.tar.gz\n", "SHA256 (tidy.tar.gz) = " + HEX})
  void aYankToAReleaseOfAnotherToolHoldsUpTheFormulaAlone(String checksums) throws IOException {
    world.release("v1.2.3");
    world.tampering().merge(1);
    String before = world.tap().git("show", "main:Formula/tidy.rb");
    replaceChecksums(world.hosted("v1.2.3"), checksums);
    world.product().commit("fix: a fault, badly").tag("v1.2.4");
    world.release("v1.2.4");
    world.tampering().merge(2);

    Run yank = world.run("yank", "v1.2.4").exits(2);

    assertThat(yank.out())
        .contains(
            "The checksums.txt of v1.2.3 does not name tidy-1.2.3.tar.gz",
            "lead the formula back in the tap by hand");
    assertThat(world.version("latest")).contains("1.2.3");
    assertThat(world.host().latest()).contains("v1.2.3");
    assertThat(world.hosted("v1.2.4").isYanked()).isTrue();
    world.run("yank", "v1.2.4").exits(2).wroteNothing();

    world.tampering().editTap("Formula/tidy.rb", before + "\n");
    world.run("yank", "v1.2.4").exits(0).wroteNothing();
  }

  @Test
  void aDraftThatAPersonWroteIsNotTouched() {
    world.tampering().createDraft("v1.2.3", "What I wrote myself.");
    Release mine = world.hosted("v1.2.3");

    Run refused = world.run("release").exits(2).wroteNothing();

    assertThat(refused.out())
        .contains(
            "! git tag v1.2.3 (draft " + mine.id() + ")",
            "was made by hand or by another tool: its text and files are not replaced",
            mine.page(),
            "Copy what is to stay, delete the draft and run again.");
    assertThat(world.hosted("v1.2.3")).isEqualTo(mine);

    world.host().deleteDraft(mine.id());
    world.run("release").exits(0);
    world.tampering().createDraft("v1.2.3", "For later.");
    world.run("release").exits(0).wroteNothing();
    world.run("verify", "v1.2.3").exits(0);
  }

  @Test
  void aDraftOfThisToolThatAnEarlierCommitLeftIsMadeRight() {
    world.host().createDraft(new ReleaseText("v1.2.3", "0".repeat(40), "old", "Old.", false));

    world.run("release").exits(0);

    assertThat(world.hosted("v1.2.3").title()).isEqualTo("v1.2.3");
  }

  private void replaceChecksums(Release release, String text) throws IOException {
    world.host().deleteAsset(release.asset(Checksums.FILE_NAME).orElseThrow().id());
    Path file = Files.writeString(folder.resolve(Checksums.FILE_NAME), text);
    world.host().upload(release.id(), Artifact.of(Checksums.FILE_NAME, file));
  }
}
