package ai.stigmer.release.archive;

import static ai.stigmer.release.testing.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {

  private static final String REFERENCE = "ghcr.io/acme/tidy-runner:v1.2.3@sha256:aaab";

  @TempDir private Path work;

  @ParameterizedTest
  @CsvSource({
    "../escape, leaves the archive",
    "a/../../escape, leaves the archive",
    "..\\escape, leaves the archive",
    "/etc/passwd, has an absolute name",
    "C:\\Windows\\x, has an absolute name",
  })
  void aNameThatLeavesIsRefused(String name, String why) throws IOException {
    assertThatThrownBy(() -> readAll(tar(name)))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("'" + name + "' " + why);
    assertThatThrownBy(() -> readAll(zip(name)))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("'" + name.replace('\\', '/') + "' " + why);
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_LINK, TarConstants.LF_SYMLINK, TarConstants.LF_FIFO})
  void aLinkOrSpecialFileInATarIsRefused(byte type) throws IOException {
    Path archive = work.resolve("links.tar.gz");
    try (var tar = new TarArchiveOutputStream(gzip(archive))) {
      var entry = new TarArchiveEntry("alias", type);
      entry.setLinkName("target");
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    assertThatThrownBy(() -> readAll(archive))
        .hasMessageContaining("'alias' is a link or a special file");
  }

  @Test
  void aLinkInAZipIsRefused() throws IOException {
    Path archive = work.resolve("links.zip");
    try (var zip = new ZipArchiveOutputStream(archive)) {
      var entry = new ZipArchiveEntry("alias");
      entry.setUnixMode(0120777);
      zip.putArchiveEntry(entry);
      zip.closeArchiveEntry();
    }
    assertThatThrownBy(() -> readAll(archive)).hasMessageContaining("'alias' is a link");
  }

  @Test
  void moreEntriesThanAllowedAreRefused() throws IOException {
    Path archive = tar("a", "b", "c");
    assertThatThrownBy(() -> ArchiveReader.read(archive, new Limits(2, 1 << 20), (_, _) -> {}))
        .hasMessageContaining("more than 2 entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bomb.tar.gz", "bomb.zip"})
  void moreBytesThanAllowedAreRefused(String name) throws IOException {
    Path folder = Files.createDirectory(work.resolve("zeros"));
    Files.write(folder.resolve("zeros"), new byte[5 << 20]);
    Path archive = work.resolve(name);
    ArchivePacker.pack(folder, archive, Instant.EPOCH);

    assertThat(archive).isNotEmptyFile();
    assertThatThrownBy(() ->
            ArchiveReader.read(
                archive, new Limits(10, 1 << 20), (_, content) -> content.readAllBytes()))
        .hasMessageContaining("more than 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise.tar.gz", "noise.zip", "noise.tar"})
  void noiseIsRefused(String name) throws IOException {
    Path archive = write(work.resolve(name), "this is no archive at all ".repeat(100));
    assertThatThrownBy(() -> readAll(archive))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path folder = Files.createDirectory(work.resolve("folder"));
    write(folder.resolve("file"), "content".repeat(1000));
    Path archive = work.resolve("cut.tar.gz");
    ArchivePacker.pack(folder, archive, Instant.EPOCH);
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> readAll(archive)).hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cli.tar.gz", "cli.zip"})
  void textIsFoundInAnEntryOfAJar(String name) throws IOException {
    Path folder = work.resolve("cli");
    write(folder.resolve("README"), "no reference here");
    jar(folder.resolve("lib/other.jar"), "nothing");
    jar(folder.resolve("lib/cli.jar"), "x".repeat(70_000) + "aaaaab" + REFERENCE + "\n");
    Path archive = work.resolve(name);
    ArchivePacker.pack(folder, archive, Instant.EPOCH);

    assertThat(ArchiveReader.containsText(archive, REFERENCE)).isTrue();
    assertThat(ArchiveReader.containsText(archive, REFERENCE + "c")).isFalse();
  }

  @Test
  void textIsFoundInAPlainEntryAcrossABufferAndARepeatedBeginning() throws IOException {
    Path folder = work.resolve("cli");
    write(folder.resolve("image.properties"), "a".repeat((1 << 16) - 2) + "aaab");
    Path archive = work.resolve("cli.tar.gz");
    ArchivePacker.pack(folder, archive, Instant.EPOCH);

    assertThat(ArchiveReader.containsText(archive, "aaaab")).isTrue();
    assertThat(ArchiveReader.containsText(archive, "aabb")).isFalse();
  }

  private static void readAll(Path archive) {
    ArchiveReader.read(archive, Limits.STANDARD, (entry, content) -> content.readAllBytes());
  }

  private static void jar(Path file, String content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    try (var jar = new ZipOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new ZipEntry("META-INF/content"));
      jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path tar(String... names) throws IOException {
    Path archive = work.resolve("names.tar.gz");
    try (var tar = new TarArchiveOutputStream(gzip(archive))) {
      for (String name : names) {
        tar.putArchiveEntry(new TarArchiveEntry(name, true));
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  private Path zip(String... names) throws IOException {
    Path archive = work.resolve("names.zip");
    try (var zip = new ZipArchiveOutputStream(archive)) {
      for (String name : names) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.closeArchiveEntry();
      }
    }
    return archive;
  }

  private static OutputStream gzip(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file));
  }
}
