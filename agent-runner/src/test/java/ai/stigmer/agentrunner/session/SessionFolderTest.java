package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.session.Entry.Kind;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be done in a folder, even in a hostile one.
class SessionFolderTest {

  @TempDir private Path root;
  @TempDir private Path outside;

  private HostileFolder hostile;
  private SessionFolder folder;

  @BeforeEach
  void aFolder() throws IOException {
    hostile = HostileFolder.make(root, outside);
    folder = hostile.folder();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real/deep/file",
        "./real/deep/file",
        "real//deep/./file",
        "/workspace/sessions/s-1/real/deep/file"
      })
  void whatIsInsideIsRead(String path) throws IOException {
    assertThat(hostile.read(path)).isEqualTo("inside");
    assertThat(hostile.read(folder.path() + "/real/deep/file")).isEqualTo("inside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2e%2e/secret",
        "..%2fsecret",
        "....//secret",
        "~/secret",
        "..\\secret",
        "$HOME",
        "a\nb"
      })
  void whatOnlyLooksLikeAWayOutIsAnOrdinaryName(String path) throws IOException {
    folder.write(folder.resolve(path), "here".getBytes(UTF_8));

    assertThat(folder.path().resolve(path)).hasContent("here");
  }

  @Test
  void aListingShowsLinksAndPipesAsWhatTheyAre() throws IOException {
    assertThat(folder.list(InsidePath.FOLDER, 100).entries())
        .filteredOn(entry -> entry.kind() == Kind.LINK)
        .hasSize(19);
    assertThat(folder.entry(folder.resolve("pipe")).kind()).isEqualTo(Kind.SPECIAL);
    assertThat(folder.entry(folder.resolve("name\nbroken")).path())
        .hasToString("name\\u000abroken");
  }

  @Test
  void aListingHasAnEnd() throws IOException {
    Listing listing = folder.list(InsidePath.FOLDER, 3);

    assertThat(listing.entries()).hasSize(3);
    assertThat(listing.complete()).isFalse();
    assertThat(folder.list(InsidePath.FOLDER, 100).complete()).isTrue();
  }

  @Test
  void aFileKeepsItsPermissionsAndANewOneIsForEverybodyToRead() throws IOException {
    Path script = folder.path().resolve("run.sh");
    Files.writeString(script, "old");
    Tool.run("chmod", "750", script.toString());

    folder.write(folder.resolve("run.sh"), "new".getBytes(UTF_8));
    folder.write(folder.resolve("x/y/new"), "new".getBytes(UTF_8));

    assertThat(script).hasContent("new");
    assertThat(Files.getPosixFilePermissions(script))
        .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE, GROUP_READ, GROUP_EXECUTE]");
    assertThat(Files.getPosixFilePermissions(folder.path().resolve("x/y/new"))).hasSize(4);
  }
}
