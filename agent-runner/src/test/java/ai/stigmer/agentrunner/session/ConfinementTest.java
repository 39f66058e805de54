package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.agentrunner.session.Entry.Kind;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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

  private static final String SECRET = "outside";

  @TempDir private Path root;
  @TempDir private Path outside;

  private SessionFolder folder;

  /// A folder that holds every way out one can make with a file system.
  @BeforeEach
  void aHostileFolder() throws IOException {
    folder = new SessionFolders(root).open("s-1");
    Path inside = folder.path();
    Files.createDirectory(outside.resolve("etc"));
    Files.writeString(outside.resolve("secret"), SECRET);
    Files.writeString(outside.resolve("etc/passwd"), SECRET);
    Files.writeString(new SessionFolders(root).open("s-2").path().resolve("secret"), SECRET);
    Files.createDirectories(inside.resolve("real/deep"));
    Files.writeString(inside.resolve("real/deep/file"), "inside");
    link("out", outside);
    link("to-file", outside.resolve("secret"));
    link("to-root", Path.of("/"));
    link("to-proc", Path.of("/proc/self/root"));
    link("to-cwd", Path.of("/proc/self/cwd"));
    link("to-dev", Path.of("/dev/stdin"));
    link("relative", Path.of("../s-2"));
    link("relative-file", Path.of("../s-2/secret"));
    link("up", Path.of(".."));
    link("self", Path.of("self"));
    link("loop-a", Path.of("loop-b"));
    link("loop-b", Path.of("loop-a"));
    link("chain-1", Path.of("chain-2"));
    link("chain-2", Path.of("chain-3"));
    link("chain-3", outside);
    link("dangling", outside.resolve("new"));
    link("dangling-inside", Path.of("not-yet"));
    link("inside-link", Path.of("real"));
    link("real/middle", outside);
    link("real/deep/up-and-out", Path.of("../../../../.stigmer"));
    link("name\nbroken", outside.resolve("secret"));
    Tool.run("mkfifo", inside.resolve("pipe").toString());
    Tool.run("mkfifo", inside.resolve("real/pipe").toString());
  }

  /// Its removal, too, leaves everything outside as it is.
  @AfterEach
  void nothingOfItIsLeft() {
    new SessionFolders(root).delete("s-1");

    assertThat(root.resolve("sessions/s-1")).doesNotExist();
    assertThat(outside.resolve("etc/passwd")).hasContent(SECRET);
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.path().resolve(name), target);
  }

  static Stream<String> waysOut() {
    return Stream.of(
        "..",
        "../",
        "../s-2/secret",
        "./../s-2/secret",
        "real/../../s-2/secret",
        "real/../real/deep/file",
        "../../.stigmer/transcripts/s-1.jsonl",
        "../.staging",
        "real/..",
        "/",
        "//",
        "/etc/passwd",
        "//etc/passwd",
        "/workspace",
        "/workspace/sessions",
        "/workspace/sessions/s-2/secret",
        "/workspace/sessions/s-1/../s-2/secret",
        "/workspace/sessions/s-10/secret",
        "/workspace/./sessions/s-1/real/deep/file",
        "/proc/self/environ",
        "/dev/zero",
        "a\0b",
        "real/deep/file\0.txt",
        "\0",
        "x".repeat(256),
        "ä".repeat(128),
        "a/".repeat(101) + "b",
        "a/".repeat(3000),
        "\ud800",
        "out",
        "out/secret",
        "out/etc/passwd",
        "out/new",
        "out/.",
        "to-file",
        "to-root/etc/passwd",
        "to-proc/etc/passwd",
        "to-cwd/pom.xml",
        "to-dev",
        "relative/secret",
        "relative-file",
        "up/s-2/secret",
        "up/up",
        "self",
        "self/x",
        "loop-a",
        "loop-b/x",
        "chain-1",
        "chain-1/secret",
        "chain-2/etc/passwd",
        "dangling",
        "dangling-inside",
        "inside-link/deep/file",
        "real/middle",
        "real/middle/secret",
        "real/middle/new/file",
        "real/deep/up-and-out/transcripts/s-1.jsonl",
        "real//middle///secret",
        "./real/./middle/./secret",
        "name\nbroken",
        "pipe",
        "real/pipe",
        "pipe/x",
        "",
        ".",
        "./",
        "/workspace/sessions/s-1",
        "/workspace/sessions/s-1/",
        "real",
        "real/deep/");
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void noWayOutCanBeReadOrWritten(String path) throws IOException {
    List<String> before = everythingOutside();

    assertThatThrownBy(() -> read(path)).isInstanceOf(RefusedPathException.class);
    assertThatThrownBy(() -> folder.write(folder.resolve(path), "changed".getBytes(UTF_8)))
        .isInstanceOf(RefusedPathException.class);

    assertThat(everythingOutside()).isEqualTo(before);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real/deep/file",
        "./real/deep/file",
        "real//deep/./file",
        "/workspace/sessions/s-1/real/deep/file"
      })
  void whatIsInsideIsRead(String path) throws IOException {
    assertThat(read(path)).isEqualTo("inside");
    assertThat(read(folder.path() + "/real/deep/file")).isEqualTo("inside");
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
        assertThat(read("victim/secret")).isEqualTo("inside");
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
    assertThat(outside.resolve("secret")).hasContent(SECRET);
  }

  private String read(String path) throws IOException {
    try (InputStream content = folder.read(folder.resolve(path))) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private List<String> everythingOutside() throws IOException {
    try (Stream<Path> here = Files.walk(outside);
        Stream<Path> there = Files.walk(root)) {
      return Stream.concat(here, there)
          .map(path -> {
            try {
              return path + (Files.isRegularFile(path) ? Files.readString(path) : "");
            } catch (IOException failure) {
              throw new AssertionError(failure);
            }
          })
          .sorted()
          .toList();
    }
  }
}
