package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Configurations that say something wrong: named by file, line and column.
@TestInstance(Lifecycle.PER_CLASS)
class BadConfigurationTest {

  private final TestWorld world;
  private final String file;

  BadConfigurationTest(@TempDir Path folder) {
    world = TestWorld.start(folder);
    file = world.product().root().resolve("release.yaml").toString();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void anUnknownKey() {
    assertTold(
        releaseWith("project: tidy", "project: tidy\nprojet: tidy"),
        2,
        file + ":2:1: projet: there is no such key",
        "Did you mean 'project'?");
  }

  @Test
  void aWrongType() {
    assertTold(
        releaseWith("[linux/amd64, linux/arm64]", "linux/amd64"),
        2,
        file + ":7:14: image.platforms: this is text, not a list",
        "Write [first, second], or one a line after '- '.");
  }

  @Test
  void aMissingKey() {
    assertTold(
        releaseWith("project: tidy\n", ""),
        2,
        file + ":1:1: project: this key is missing",
        "Add it: the product's name.");
  }

  @Test
  void aDuplicateKey() {
    assertTold(
        releaseWith("project: tidy", "project: tidy\nproject: tidy"),
        2,
        file + ":2:1: project: this key is given twice, first at " + file + ":1:1",
        "Keep one of them.");
  }

  @Test
  void aPlatformThatIsNone() {
    assertTold(
        releaseWith("linux/arm64]", "linux]"),
        2,
        file + ":7:28: image.platforms[1]: 'linux' is not a platform",
        "Write os/architecture, as in linux/amd64.");
  }

  @Test
  void aTargetThatClimbs() {
    assertTold(
        releaseWith("to: /\n", "to: /app/../../etc\n"),
        2,
        file + ":11:11: image.layers[0].to: '/app/../../etc' is not an absolute path in the image",
        "Begin it with '/', and leave '.' and '..' out, as in /app.");
  }

  @Test
  void aDescriptionOfTwoLines() {
    assertTold(
        releaseWith("Keep a workspace tidy", "\"Keep\\na workspace tidy\""),
        2,
        file
            + ":37:16: homebrew.description: 'Keep?a workspace tidy' is not a description as"
            + " Homebrew wants it",
        "Write one line of at most 80 characters, without an article before it and a full stop after"
            + " it.");
  }

  @Test
  void aMisspeltOverride() {
    assertTold(
        world.run("release", "--set", "image.repositry=x"),
        2,
        "--set image.repositry: image.repositry: there is no such key",
        "Did you mean 'repository'?");
  }

  @Test
  void noConfiguration() {
    assertTold(
        world.run("release", "--config", "gone.yaml"),
        2,
        "There is no configuration file '" + world.product().root().resolve("gone.yaml") + "'",
        "Write a release.yaml at the repository's root, or name yours with --config.");
  }

  private Run releaseWith(String text, String replacement) {
    world.product().edit("release.yaml", text, replacement);
    try {
      return world.run("release");
    } finally {
      world.product().git().git("checkout", "release.yaml");
    }
  }
}
