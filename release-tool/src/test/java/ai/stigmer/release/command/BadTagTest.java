package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags that cannot be released, and commands that do not exist.
@TestInstance(Lifecycle.PER_CLASS)
class BadTagTest {

  private static final String FORM =
      "A release tag is v and a semantic version, as in v1.2.3 or v1.2.3-rc.1.";

  private final TestWorld world;

  BadTagTest(@TempDir Path folder) {
    world = TestWorld.start(folder);
  }

  @AfterAll
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "v1.2", "v01.2.3", "v1.2.3 ", "V1.2.3", "nightly"})
  void aTagThatIsNoReleaseTagIsNamed(String tag) {
    assertTold(world.run("release", tag), 2, "'" + tag + "' is not a release tag", FORM);
  }

  @Test
  void buildMetadataIsRefused() {
    assertTold(
        world.run("release", "v1.2.3+b1"),
        2,
        "'v1.2.3+b1' has build metadata, which an image tag cannot carry",
        FORM);
  }

  @Test
  void aTagOfTenThousandCharactersIsAbbreviated() {
    assertTold(
        world.run("release", "v" + "1".repeat(9_999)),
        2,
        "'v" + "1".repeat(99) + "… (10000 characters)' is not a release tag",
        FORM);
  }

  @Test
  void aTagThatDoesNotExist() {
    assertTold(
        world.run("release", "v9.9.9"),
        2,
        "There is no tag v9.9.9 in this repository",
        "Fetch it with git fetch --tags, or make it with git tag v9.9.9.");
  }

  @Test
  void aTagThatExistsNowhereCannotBeVerified() {
    assertTold(
        world.run("verify", "v9.9.9"),
        2,
        "There is no tag v9.9.9, neither here nor on GitHub",
        "Name a release that exists.");
  }

  @Test
  void aCommandThatDoesNotExist() {
    assertTold(
        world.run("relase"),
        2,
        "There is no command 'relase'; did you mean 'release'?",
        "Try release-tool --help.");
  }

  @Test
  void anOptionThatDoesNotExist() {
    assertTold(
        world.run("release", "--dryrun"),
        2,
        "Unknown option: '--dryrun'",
        "Try release-tool release --help.");
  }
}
