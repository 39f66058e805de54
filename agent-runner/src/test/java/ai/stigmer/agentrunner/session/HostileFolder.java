package ai.stigmer.agentrunner.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a session that holds every way out one can make with a file system.
///
/// @param root the workspace
/// @param outside a folder that must not be reached
record HostileFolder(SessionFolder folder, Path root, Path outside) {

  /// What every file outside holds.
  static final String SECRET = "outside";

  static HostileFolder make(Path root, Path outside) throws IOException {
    SessionFolder folder = new SessionFolders(root).open("s-1");
    Path inside = folder.path();
    Files.createDirectory(outside.resolve("etc"));
    Files.writeString(outside.resolve("secret"), SECRET);
    Files.writeString(outside.resolve("etc/passwd"), SECRET);
    Files.writeString(new SessionFolders(root).open("s-2").path().resolve("secret"), SECRET);
    Files.createDirectories(inside.resolve("real/deep"));
    Files.writeString(inside.resolve("real/deep/file"), "inside");
    link(inside, "out", outside);
    link(inside, "to-file", outside.resolve("secret"));
    link(inside, "to-root", Path.of("/"));
    link(inside, "to-proc", Path.of("/proc/self/root"));
    link(inside, "to-cwd", Path.of("/proc/self/cwd"));
    link(inside, "to-dev", Path.of("/dev/stdin"));
    link(inside, "relative", Path.of("../s-2"));
    link(inside, "relative-file", Path.of("../s-2/secret"));
    link(inside, "up", Path.of(".."));
    link(inside, "self", Path.of("self"));
    link(inside, "loop-a", Path.of("loop-b"));
    link(inside, "loop-b", Path.of("loop-a"));
    link(inside, "chain-1", Path.of("chain-2"));
    link(inside, "chain-2", Path.of("chain-3"));
    link(inside, "chain-3", outside);
    link(inside, "dangling", outside.resolve("new"));
    link(inside, "dangling-inside", Path.of("not-yet"));
    link(inside, "inside-link", Path.of("real"));
    link(inside, "real/middle", outside);
    link(inside, "real/deep/up-and-out", Path.of("../../../../.stigmer"));
    link(inside, "name\nbroken", outside.resolve("secret"));
    Tool.run("mkfifo", inside.resolve("pipe").toString());
    Tool.run("mkfifo", inside.resolve("real/pipe").toString());
    return new HostileFolder(folder, root, outside);
  }

  private static void link(Path inside, String name, Path target) throws IOException {
    Files.createSymbolicLink(inside.resolve(name), target);
  }

  /// Paths that lead out of it, or to nothing that can be read and written.
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

  String read(String path) throws IOException {
    try (InputStream content = folder.read(folder.resolve(path))) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  /// All paths and contents around it.
  List<String> everythingOutside() throws IOException {
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
