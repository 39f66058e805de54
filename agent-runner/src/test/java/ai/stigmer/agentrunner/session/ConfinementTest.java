package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hostile path, or a hostile folder, can and cannot reach.
@Timeout(60)
class ConfinementTest {

  @TempDir private Path root;
  @TempDir private Path outside;

  private HostileFolder hostile;
  private SessionFolder folder;

  @BeforeEach
  void aHostileFolder() throws IOException {
    hostile = HostileFolder.make(root, outside);
    folder = hostile.folder();
  }

  /// Its removal, too, leaves everything outside as it is.
  @AfterEach
  void nothingOfItIsLeft() {
    new SessionFolders(root).delete("s-1");

    assertThat(root.resolve("sessions/s-1")).doesNotExist();
    assertThat(outside.resolve("etc/passwd")).hasContent(HostileFolder.SECRET);
  }

  @ParameterizedTest
  @MethodSource("ai.stigmer.agentrunner.session.HostileFolder#waysOut")
  void noWayOutCanBeReadOrWritten(String path) throws IOException {
    List<String> before = hostile.everythingOutside();

    assertThatThrownBy(() -> hostile.read(path)).isInstanceOf(RefusedPathException.class);
    assertThatThrownBy(() -> folder.write(folder.resolve(path), "changed".getBytes(UTF_8)))
        .isInstanceOf(RefusedPathException.class);

    assertThat(hostile.everythingOutside()).isEqualTo(before);
    assertThat(root.resolve("sessions/.staging")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "/",
        "/etc",
        "out",
        "out/etc",
        "to-root",
        "to-proc",
        "relative",
        "up",
        "self",
        "loop-a",
        "chain-1",
        "inside-link",
        "real/middle",
        "real/middle/etc",
        "pipe",
        "to-file"
      })
  void noWayOutCanBeListed(String path) {
    assertThatThrownBy(() -> folder.list(folder.resolve(path), 10))
        .isInstanceOf(RefusedPathException.class);
  }

  @Test
  void aFolderThatIsExchangedForALinkMeanwhileLeadsNowhere() throws Exception {
    Path victim = Files.createDirectory(folder.path().resolve("victim"));
    Files.writeString(victim.resolve("secret"), "inside");
    Path aside = folder.path().resolve("aside");
    var over = new AtomicBoolean();
    Thread attacker =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!over.get()) {
                  Files.move(victim, aside);
                  Files.createSymbolicLink(victim, outside);
                  Files.delete(victim);
                  Files.move(aside, victim);
                }
              } catch (IOException failure) {
                over.set(true);
              }
            });
    for (int round = 0; round < 2000; round++) {
      try {
        assertThat(hostile.read("victim/secret")).isEqualTo("inside");
      } catch (IOException refused) {
        // Caught in the middle of the exchange.
      }
      try {
        folder.write(folder.resolve("victim/new/file"), "changed".getBytes(UTF_8));
      } catch (IOException refused) {
        // Caught in the middle of the exchange.
      }
    }
    over.set(true);
    attacker.join();

    assertThat(outside.resolve("new")).doesNotExist();
    assertThat(outside.resolve("secret")).hasContent(HostileFolder.SECRET);
  }
}
