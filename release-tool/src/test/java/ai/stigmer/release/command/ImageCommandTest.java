package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `image` and `formula`: parts of a release on their own.
class ImageCommandTest {

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
  void anImageIsBuiltToALayoutOfAllPlatforms() throws IOException {
    Run built = world.run("image", "build", "--to", "oci:" + folder.resolve("layout")).exits(0);

    built.wroteNothing();
    assertThat(built.requests()).isZero();
    Json index = Json.parse(Files.readAllBytes(folder.resolve("layout/index.json")), "index.json");
    String digest = index.get("manifests").elements().getFirst().text("digest");
    assertThat(built.out()).isEqualTo(world.repository() + ":v1.2.3@" + digest + "\n");
  }

  @Test
  void anImageIsBuiltToAnArchiveOfOnePlatform() {
    Path archive = folder.resolve("image.tar");

    world
        .run(
            "image",
            "build",
            "dev",
            "--to",
            "docker-archive:" + archive,
            "--platform",
            "linux/arm64")
        .exits(0)
        .wroteNothing();

    assertThat(Program.run(folder, "tar", "-xOf", archive.toString(), "manifest.json"))
        .contains("\"" + world.repository() + ":dev\"");
  }

  @Test
  void aRelativeTargetIsTheCallers() {
    world.run("image", "build", "--to", "oci:build/layout").exits(0);

    assertThat(world.product().root().resolve("build/layout/index.json")).exists();
  }

  @Test
  void aPassingNameIsPushedAndMovesOn() {
    Run first = world.run("image", "push", "edge").exits(0);
    String before = world.image("edge").orElseThrow().toString();
    world.product().commit("fix: a fault");

    world.run("image", "push", "edge").exits(0);

    assertThat(first.out()).isEqualTo(world.repository() + ":edge@" + before + "\n");
    assertThat(world.image("edge").orElseThrow().toString()).isNotEqualTo(before);
    assertThat(world.registry().tags(world.repository())).containsExactly("edge");
  }

  @Test
  void twoNamesAreOneImageOfTheFirstOnesVersion() {
    world.run("image", "push", "sha-0123456", "edge").exits(0);

    assertThat(world.image("edge")).isPresent().isEqualTo(world.image("sha-0123456"));
    assertThat(world.version("edge")).contains("sha-0123456");
    world.run("image", "push", "edge", "latest").exits(2).wroteNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3", "v1.2", "v1", "latest", "v1.2.3-rc.1"})
  void aNameOfReleasesIsRefused(String name) {
    Run refused = world.run("image", "push", name).exits(2).wroteNothing();

    assertThat(refused.err())
        .isEqualTo(
            "error: '"
                + name
                + "' belongs to releases\nPush under another name, as in edge or pr-12.\n");
  }

  @Test
  void anotherPlaceIsRefused() {
    Run refused = world.run("image", "build", "--to", "tar:x").exits(2);

    assertThat(refused.err())
        .contains("is no place for an image", "oci:DIR or docker-archive:FILE");
  }

  @Test
  void aFormulaIsRenderedFromThisCheckout() {
    Run rendered = world.run("formula", "render").exits(0).wroteNothing();

    assertThat(rendered.out()).startsWith("class Tidy < Formula\n").contains("sha256 \"");
    Program.feed(folder, rendered.out(), "ruby", "-c");
  }

  @Test
  void aPreReleaseHasNoFormula() {
    world.product().tag("v1.3.0-rc.1");

    Run refused = world.run("formula", "render", "v1.3.0-rc.1").exits(2);

    assertThat(refused.err())
        .isEqualTo("error: v1.3.0-rc.1 has no formula\nA pre-release reaches no tap.\n");
  }
}
