package ai.stigmer.agentrunner.session;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFoldersTest {

  @TempDir private Path root;

  @Test
  void aSessionIsFoundAgainByItsId() throws IOException {
    SessionFolder folder = new SessionFolders(root).open("s-1");
    Files.writeString(folder.path().resolve("a.txt"), "kept");

    assertThat(new SessionFolders(root).open("s-1").path().resolve("a.txt")).hasContent("kept");
    assertThat(folder.path()).isEqualTo(root.toRealPath().resolve("sessions/s-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", ".staging", "a/b", "../x", "-a", "_a", "a b", "a\n", "ä", "a\0b"})
  void whatIsNoIdIsRefused(String id) {
    var folders = new SessionFolders(root);

    assertThatThrownBy(() -> folders.open(id)).isInstanceOf(SessionException.class);
    assertThatThrownBy(() -> folders.delete(id)).isInstanceOf(SessionException.class);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anIdHasAtMost128Characters() {
    assertThat(new SessionFolders(root).open("a".repeat(128)).path()).isDirectory();
    assertThatThrownBy(() -> new SessionFolders(root).open("a".repeat(129)))
        .isInstanceOf(SessionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/proc/sys", "/sys"})
  void aWorkspaceThatCannotBeWrittenIsNamedWithItsRemedy(Path unwritable) {
    assertThatThrownBy(() -> new SessionFolders(unwritable).open("s-1"))
        .isInstanceOf(SessionException.class)
        .hasMessageStartingWith(
            "The folder of session s-1 below " + unwritable + " cannot be written (")
        .hasMessageContaining("chown -R 1000:1000");
  }

  @Test
  void aLinkInPlaceOfASessionIsNotFollowed(@TempDir Path outside) throws IOException {
    Path folder = new SessionFolders(root).open("s-1").path();
    Files.createSymbolicLink(folder.resolveSibling("s-2"), outside);

    assertThatThrownBy(() -> new SessionFolders(root).open("s-2"))
        .isInstanceOf(SessionException.class);
  }

  @Test
  void deletingTakesEverythingButWhatLinksPointTo(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("precious"), "kept");
    var folders = new SessionFolders(root);
    Path folder = folders.open("s-1").path();
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("/nowhere"));
    Tool.run(
        "sh",
        "-c",
        "cd $0 && mkfifo pipe && mkdir -p a/b && touch a/b/c && chmod 500 a/b a"
            + " && i=0 && while [ $i -lt 300 ]; do mkdir deep && cd deep && i=$((i+1)); done && pwd",
        folder.toString());

    folders.delete("s-1");

    assertThat(Files.exists(folder, NOFOLLOW_LINKS)).isFalse();
    assertThat(root.resolve("sessions")).isDirectoryNotContaining("glob:**/.removed*");
    assertThat(outside.resolve("precious")).hasContent("kept");
  }

  @Test
  void deletingALinkInPlaceOfASessionTakesTheLinkOnly(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("precious"), "kept");
    var folders = new SessionFolders(root);
    Path folder = folders.open("s-1").path();
    Files.delete(folder);
    Files.createSymbolicLink(folder, outside);

    folders.delete("s-1");

    assertThat(Files.exists(folder, NOFOLLOW_LINKS)).isFalse();
    assertThat(outside.resolve("precious")).hasContent("kept");
  }

  @Test
  void deletingWhatIsNotThereIsDone() {
    new SessionFolders(root).delete("s-1");

    assertThat(root.resolve("sessions/s-1")).doesNotExist();
  }

  @Test
  void theConversationOutlivesTheFolder() {
    var folders = new SessionFolders(root);
    folders.open("s-1").transcript().append("e-1", new Turn.User("hello"));

    folders.delete("s-1");

    assertThat(folders.open("s-1").transcript().turns("e-1")).hasSize(1);
  }
}
