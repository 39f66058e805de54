package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;

import ai.stigmer.release.testing.TidyProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checkouts a release cannot be made from.
class BadCheckoutTest {

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

  @Test
  void aShallowClone() {
    TidyProduct shallow = world.product().shallowClone(folder.resolve("shallow"));

    assertTold(
        world.run(shallow.root(), Map.of(), "release", "v1.2.3"),
        2,
        "This clone is shallow: it does not have the tags and commits a release is made from",
        "Run git fetch --unshallow --tags; in Actions, set fetch-depth: 0 for actions/checkout.");
  }

  @Test
  void aDirtyTree() {
    world.product().edit("CHANGELOG.md", "sweep", "mop").git().write("forgotten.txt", "x");

    assertTold(
        world.run("release"),
        2,
        "The checkout has changes that are not committed",
        "  CHANGELOG.md",
        "  forgotten.txt",
        "Commit them, set them aside (git stash), or ignore them (.gitignore).");
  }

  @Test
  void anEditedFileIsAnEditEvenWhereTheBuildReadsIt() {
    world.product().edit("cli/tidy", "Says", "Tells");

    assertTold(
        world.run("release", "--set", "cli.archives=[{name: tidy.tar.gz, from: cli}]"),
        2,
        "The checkout has changes that are not committed",
        "  cli/tidy",
        "Commit them, set them aside (git stash), or ignore them (.gitignore).");
  }

  @Test
  void aCheckoutInWhichAnotherRunBuilds() {
    try (FolderLock _ = FolderLock.of(world.product().root().resolve("build/release"), "End it.")) {
      assertTold(
          world.run("release"),
          2,
          "Another run of release-tool uses " + world.product().root().resolve("build/release"),
          "Wait for it to end, or release from another clone.");
    }
  }

  @Test
  void aTagThatIsNotAtHead() {
    String tagged = world.product().head();
    String head = world.product().commit("fix: a fault").head();

    assertTold(
        world.run("release", "v1.2.3"),
        2,
        "The tag v1.2.3 is at commit " + tagged + ", but HEAD is at " + head,
        "Check it out: git checkout v1.2.3");
  }

  @Test
  void noTagAtHead() {
    world.product().commit("fix: a fault");

    assertTold(
        world.run("release"),
        2,
        "No release tag is at HEAD",
        "Name one, or check out the one that is meant: git checkout v1.2.3");
  }

  @Test
  void noRepository() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

    assertTold(
        world.run(elsewhere, Map.of(), "release"),
        2,
        elsewhere + " is in no Git working tree",
        "Run this inside a clone of the repository to release.");
  }
}
