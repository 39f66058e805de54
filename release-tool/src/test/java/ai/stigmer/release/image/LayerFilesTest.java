package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.ARM64;
import static ai.stigmer.release.testing.Folders.write;
import static ai.stigmer.release.testing.Folders.writeExecutable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.image.LayerFiles.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerFilesTest {

  @TempDir private Path root;

  @Test
  void aFileGoesToItsTargetOrIntoATargetThatEndsInASlash() throws IOException {
    write(root.resolve("app.jar"), "jar");

    assertThat(read("app.jar", "/app/tidy.jar", Optional.empty()).entries())
        .containsExactly(new Entry("", "/app/tidy.jar", 0644));
    assertThat(read("app.jar", "/app/", Optional.empty()).entries())
        .containsExactly(new Entry("", "/app/app.jar", 0644));
    assertThat(read("app.jar", "/", Optional.empty()).entries())
        .containsExactly(new Entry("", "/app.jar", 0644));
  }

  @Test
  void aFoldersContentGoesBelowItsTarget() throws IOException {
    writeExecutable(root.resolve("linux-arm64/bin/tidy"), "tidy");

    assertThat(read("${platform}", "/opt//tidy/", Optional.empty()).entries())
        .containsExactly(
            new Entry("", "/opt/tidy", 0755),
            new Entry("bin", "/opt/tidy/bin", 0755),
            new Entry("bin/tidy", "/opt/tidy/bin/tidy", 0755));
  }

  @Test
  void eachFileAndFolderOfAFolderIsALayerInTheOrderOfNames() throws IOException {
    write(root.resolve("linux-arm64/parts/b/app/B"), "b");
    write(root.resolve("linux-arm64/parts/a/app/A"), "a");
    write(root.resolve("linux-arm64/parts/c"), "c");

    assertThat(all("${platform}/parts/*", "/", Optional.empty()))
        .extracting(LayerFiles::entries)
        .containsExactly(
            List.of(new Entry("app", "/app", 0755), new Entry("app/A", "/app/A", 0644)),
            List.of(new Entry("app", "/app", 0755), new Entry("app/B", "/app/B", 0644)),
            List.of(new Entry("", "/c", 0644)));
  }

  @Test
  void aFolderOfLayersThatIsEmptyOrMissingOrAFileIsRefused() throws IOException {
    Files.createDirectory(root.resolve("empty"));
    write(root.resolve("file"), "file");

    assertThatThrownBy(() -> all("empty/*", "/", Optional.empty()))
        .hasMessageContaining("each file and folder of 'empty', which is empty");
    assertThatThrownBy(() -> all("missing/*", "/", Optional.empty()))
        .hasMessageContaining("needs 'missing', which does not exist");
    assertThatThrownBy(() -> all("file/*", "/", Optional.empty()))
        .hasMessageContaining("which cannot be listed");
    assertThatThrownBy(() -> all("../*", "/", Optional.empty()))
        .hasMessageContaining("lies outside of the repository");
  }

  @Test
  void aGivenModeLetsItsReadersEnterFolders() throws IOException {
    writeExecutable(root.resolve("data/set/key"), "key");

    assertThat(read("data", "/data", Optional.of(0640)).entries())
        .containsExactly(
            new Entry("", "/data", 0750),
            new Entry("set", "/data/set", 0750),
            new Entry("set/key", "/data/set/key", 0640));
  }

  @Test
  void theContentsDigestChangesWithPathAndContentOnly() throws IOException {
    write(root.resolve("one/file"), "same");
    write(root.resolve("two/file"), "same");
    write(root.resolve("renamed/elif"), "same");
    write(root.resolve("changed/file"), "else");

    assertThat(read("two", "/", Optional.empty()).content())
        .isEqualTo(read("one", "/", Optional.empty()).content())
        .isNotEqualTo(read("renamed", "/", Optional.empty()).content())
        .isNotEqualTo(read("changed", "/", Optional.empty()).content());
  }

  private LayerFiles read(String from, String to, Optional<Integer> mode) {
    return all(from, to, mode).getFirst();
  }

  private List<LayerFiles> all(String from, String to, Optional<Integer> mode) {
    return LayerFiles.read(new Layer("layer", from, to, "0:0", mode), ARM64, root);
  }
}
