package ai.stigmer.release.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.inventory.Piece.DebianPackage;
import ai.stigmer.release.inventory.Piece.Jar;
import ai.stigmer.release.inventory.Piece.OperatingSystem;
import ai.stigmer.release.testing.SampleJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is inside of layers that lie over each other.
class FileSystemTest {

  private static final String LIBC =
      "Package: libc6\nSource: glibc (2.41)\nVersion: 2.41-12\nArchitecture: amd64\nDescription: C\n it\n";

  private final FileSystem files = new FileSystem("/");

  @Test
  void packagesInFilesOfTheirOwnAreInstalled() throws IOException {
    add(files, "var/lib/dpkg/status.d/libc6", LIBC);
    add(files, "etc/os-release", "NAME=\"Debian\"\nID=debian\nVERSION_ID=\"13\"\n");

    assertThat(pieces())
        .containsExactlyInAnyOrder(
            new OperatingSystem("debian", "13"),
            new DebianPackage(
                "libc6",
                "2.41-12",
                "amd64",
                "glibc",
                Optional.of(new OperatingSystem("debian", "13"))));
    assertThat(files.contents().places().values())
        .extracting(paths -> paths.first())
        .containsExactlyInAnyOrder("/etc/os-release", "/var/lib/dpkg/status.d/libc6");
  }

  @Test
  void packagesThatWereRemovedAreNotInstalled() throws IOException {
    add(
        files,
        "var/lib/dpkg/status",
        """
        Package: gone
        Status: deinstall ok config-files
        Version: 1

        Package: here
        Status: install ok installed
        Version: 2
        """);

    assertThat(pieces())
        .containsExactly(new DebianPackage("here", "2", "all", "here", Optional.empty()));
  }

  @Test
  void aWhiteoutHidesWhatLiesBelow() throws IOException {
    addJar(files, "app/a.jar");
    addJar(files, "app/lib/b.jar");
    addJar(files, "other/c.jar");
    var above = new FileSystem("/");
    add(above, "app/.wh.a.jar", "");
    add(above, "app/.wh.lib", "");

    files.cover(above);

    assertThat(jars()).containsExactly("c");
  }

  @Test
  void anOpaqueFolderHidesAllBelowAndNothingOfItsOwnLayer() throws IOException {
    addJar(files, "app/lib/old.jar");
    var above = new FileSystem("/");
    addJar(above, "app/lib/new.jar");
    add(above, "app/lib/.wh..wh..opq", "");

    files.cover(above);

    assertThat(jars()).containsExactly("new");
  }

  @Test
  void aFileTakesThePlaceOfAFileAndOfAFolder() throws IOException {
    addJar(files, "app/a.jar");
    addJar(files, "lib/b.jar");
    var above = new FileSystem("/");
    add(above, "app/a.jar", "another");
    add(above, "lib", "a link");

    files.cover(above);

    assertThat(files.contents().places().keySet())
        .singleElement()
        .returns("a", piece -> ((Jar) piece).name())
        .returns(List.of(), piece -> ((Jar) piece).licenses());
  }

  @Test
  void oneJarInTwoPlacesIsOnePiece() throws IOException {
    addJar(files, "app/a.jar");
    addJar(files, "copy/a.jar");

    assertThat(files.contents().places().values())
        .singleElement()
        .satisfies(paths -> assertThat(paths).containsExactly("/app/a.jar", "/copy/a.jar"));
  }

  private List<Piece> pieces() {
    return List.copyOf(files.contents().places().keySet());
  }

  private List<String> jars() {
    return pieces().stream().map(piece -> ((Jar) piece).name()).toList();
  }

  private static void addJar(FileSystem files, String path) throws IOException {
    files.add(
        path,
        new ByteArrayInputStream(new SampleJar().withManifest("Bundle-License: MIT").bytes()));
  }

  private static void add(FileSystem files, String path, String text) throws IOException {
    files.add(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
