package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.AMD64;
import static ai.stigmer.release.image.ImageFixture.APPLICATION;
import static ai.stigmer.release.image.ImageFixture.RUNTIME;
import static ai.stigmer.release.image.ImageFixture.spec;
import static ai.stigmer.release.testing.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefusalTest {

  @TempDir private Path work;
  private Path root;

  @BeforeEach
  void writeInputs() throws IOException {
    root = ImageFixture.inputs(work.resolve("root"));
  }

  @Test
  void aMissingSourceNamesTheLayerAndThePath() {
    assertRefused(
        scratch(layer("build/absent/${platform}", "/app")),
        "The layer 'extra' needs 'build/absent/linux-amd64', which does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "", "/app/../etc", "../app", "/.."})
  void aTargetThatIsNotAbsoluteOrClimbsIsRefused(String to) {
    assertRefused(
        scratch(layer("build/tidy.sh", to)),
        "The layer 'extra' goes to '" + to + "', which is not an absolute path without '..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "0", "0:root", "-1:0", "0:0:0"})
  void anOwnerThatIsNotTwoNumbersIsRefused(String owner) {
    assertRefused(
        scratch(new Layer("extra", "build/tidy.sh", "/app/run", owner, Optional.empty())),
        "The layer 'extra' has the owner '" + owner + "', which is not uid:gid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../elsewhere", "/etc", "build/../../root2"})
  void aSourceOutsideOfTheRepositoryIsRefused(String from) {
    assertRefused(
        scratch(layer(from, "/app")), "'" + from + "', which lies outside of the repository");
  }

  @Test
  void aLinkThatLeavesItsLayerIsRefused() throws IOException {
    Path secret = write(work.resolve("secret"), "secret");
    Path link = root.resolve("build/runtime/linux-amd64/lib/leak");
    Files.createSymbolicLink(link, secret);

    assertRefused(
        scratch(RUNTIME),
        "The layer 'runtime' holds the symbolic link '" + link + "', which leaves its folder");
  }

  @Test
  void aPlatformNamedTwiceIsRefused() {
    assertRefused(
        spec(ImageSpec.SCRATCH, List.of(AMD64, Platform.of("linux/amd64")), APPLICATION),
        "The platform linux/amd64 is named twice");
  }

  @Test
  void noPlatformIsRefused() {
    assertRefused(spec(ImageSpec.SCRATCH, List.of(), APPLICATION), "The image has no platforms");
  }

  @Test
  void aBaseWithoutTagIsRefused() {
    assertRefused(
        spec("ghcr.io/acme/base", List.of(AMD64), APPLICATION),
        "The base image 'ghcr.io/acme/base' has no tag");
  }

  @Test
  void aBaseWithoutHostIsRefused() {
    assertRefused(
        spec("debian:13", List.of(AMD64), APPLICATION), "'debian' is not an image repository");
  }

  @Test
  void aBaseThatDoesNotExistIsRefused() {
    assertRefused(
        spec("ghcr.io/acme/base:1", List.of(AMD64), APPLICATION),
        "The base image 'ghcr.io/acme/base:1' does not exist");
  }

  private void assertRefused(ImageSpec spec, String words) {
    assertThatThrownBy(() -> ImageFixture.build(spec, root, work.resolve("work")))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.INPUT))
        .hasMessageContaining(words);
  }

  private static ImageSpec scratch(Layer layer) {
    return spec(ImageSpec.SCRATCH, List.of(AMD64), layer);
  }

  private static Layer layer(String from, String to) {
    return new Layer("extra", from, to, "0:0", Optional.empty());
  }
}
