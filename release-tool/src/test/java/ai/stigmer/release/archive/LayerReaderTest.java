package ai.stigmer.release.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a layer that cannot be read is blamed for, and what not.
class LayerReaderTest {

  @TempDir private Path folder;

  @Test
  void aDamagedLayerIsNamed() throws IOException {
    Path layer = folder.resolve("layer");
    Files.write(layer, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

    assertFails(layer, "The image layer '" + layer + "' cannot be read");
  }

  /// Nobody can read the bytes of a folder, which can be opened.
  @Test
  void aDiskThatFailsIsNoDamagedLayer() {
    assertFails(folder, "The file " + folder + " could not be read: Is a directory");
  }

  @Test
  void whatFailsWhileAnEntryIsLookedAtIsNoDamagedLayer() throws IOException {
    Path tar = folder.resolve("layer.tar");
    try (var out = Files.newOutputStream(tar);
        var writer = new TarArchiveOutputStream(out)) {
      var entry = new TarArchiveEntry("a.jar");
      entry.setSize(1);
      writer.putArchiveEntry(entry);
      writer.write('a');
      writer.closeArchiveEntry();
    }

    assertThatThrownBy(() ->
            LayerReader.read(
                tar,
                (path, content) -> {
                  try (var full = LocalFile.writing(Path.of("/dev/full"))) {
                    content.transferTo(full);
                  }
                }))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure ->
                assertThat(failure.problem().summary())
                    .isEqualTo("The file /dev/full could not be written: No space left on device"));
  }

  private static void assertFails(Path layer, String summary) {
    assertThatThrownBy(() -> LayerReader.read(layer, (path, content) -> {}))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            failure -> {
              assertThat(failure.problem().summary()).isEqualTo(summary);
              assertThat(failure.problem().remedy()).isNotEmpty();
            });
  }
}
