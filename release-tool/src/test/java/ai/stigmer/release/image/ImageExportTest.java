package ai.stigmer.release.image;

import static ai.stigmer.release.image.ImageFixture.ARM64;
import static ai.stigmer.release.image.ImageFixture.inputs;
import static ai.stigmer.release.image.ImageFixture.spec;
import static ai.stigmer.release.testing.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.image.ImageExport.DockerArchive;
import ai.stigmer.release.image.ImageExport.OciFolder;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageExportTest {

  private static final Reference.Tagged NAME =
      new Reference.Tagged(Repository.of("ghcr.io/acme/tidy-runner"), "edge");

  @TempDir private Path work;
  private BuiltImage image;

  @BeforeEach
  void build() throws IOException {
    image = ImageFixture.build(spec(), inputs(work.resolve("root")), work.resolve("work"));
  }

  @Test
  void aLayoutHoldsTheWholeImage() throws IOException {
    new OciFolder(work.resolve("layout")).write(image);

    OciLayout layout = OciLayout.at(work.resolve("layout"));
    assertThat(layout.index()).isEqualTo(image.manifest());
    for (PlatformImage platform : image.platforms()) {
      for (Descriptor blob : platform.blobs()) {
        assertThat(Digest.ofFile(layout.blob(blob.digest()))).isEqualTo(blob.digest());
      }
      assertThat(layout.blob(platform.manifest().digest())).exists();
    }
  }

  @Test
  void aLayoutReplacesTheImageOfALayoutAndNothingElse() throws IOException {
    Path folder = work.resolve("layout");
    new OciFolder(folder).write(image);
    new OciFolder(folder).write(image);
    Path other = write(work.resolve("other/file"), "precious").resolveSibling("");

    assertThatThrownBy(() -> new OciFolder(other).write(image))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not empty and is no OCI image layout");
    assertThat(other).isDirectoryContaining("glob:**file").isDirectoryNotContaining("glob:**blobs");
  }

  @Test
  void anArchiveHoldsOnePlatformUnderItsName() {
    Path file = work.resolve("image.tar");
    new DockerArchive(file, NAME, ARM64).write(image);

    var sizes = new TreeMap<String, Long>();
    var manifest = new StringBuilder();
    ArchiveReader.read(
        file,
        Limits.STANDARD,
        (entry, content) -> {
          sizes.put(entry.path(), entry.size());
          if (entry.path().equals("manifest.json")) {
            manifest.append(new String(content.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
    PlatformImage platform = image.platforms().getLast();
    for (Descriptor blob : platform.blobs()) {
      assertThat(sizes).containsEntry(blob.digest().hex(), blob.size());
    }
    assertThat(manifest)
        .hasToString(
            "[{\"Config\":\"%s\",\"Layers\":[\"%s\",\"%s\"],\"RepoTags\":[\"%s\"]}]"
                .formatted(
                    platform.config().digest().hex(),
                    platform.layers().get(0).digest().hex(),
                    platform.layers().get(1).digest().hex(),
                    NAME));
  }

  @Test
  void anArchiveOfAPlatformThatWasNotBuiltIsRefused() {
    Path file = work.resolve("image.tar");
    assertThatThrownBy(() -> new DockerArchive(file, NAME, Platform.of("linux/s390x")).write(image))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("The image is not built for linux/s390x");
    assertThat(file).doesNotExist();
  }

  @Test
  void aPlaceIsReadFromItsText() {
    assertThat(ImageExport.of("oci:a:b", NAME, Optional.empty()))
        .isEqualTo(new OciFolder(Path.of("a:b")));
    assertThat(ImageExport.of("docker-archive:x.tar", NAME, Optional.of(ARM64)))
        .isEqualTo(new DockerArchive(Path.of("x.tar"), NAME, ARM64));
    assertThat(ImageExport.of("docker-archive:x.tar", NAME, Optional.empty()))
        .isEqualTo(new DockerArchive(Path.of("x.tar"), NAME, ImageExport.thisMachine()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci:", "docker-archive:", "folder", "tar:x", ""})
  void anotherPlaceIsRefused(String text) {
    assertThatThrownBy(() -> ImageExport.of(text, NAME, Optional.empty()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is no place for an image");
  }
}
