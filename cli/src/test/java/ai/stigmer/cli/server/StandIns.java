package ai.stigmer.cli.server;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Two small images of busybox that stand in for the agent-runner and for Temporal.
final class StandIns {

  static final String RUNNER = "localhost/stigmer/agent-runner:v0.0.0-dev";
  static final String TEMPORAL = "localhost/stigmer/temporal:v1";

  private static final List<String> COMMANDS =
      List.of("sh", "sleep", "cat", "echo", "touch", "rm", "httpd", "id");

  private StandIns() {}

  /// Gives both to a runtime.
  ///
  /// @param engine runs the runtime's own command
  static void give(Path folder, Consumer<String[]> engine) {
    try {
      Path bin = Files.createDirectories(folder.resolve("root/bin"));
      Path tmp = Files.createDirectories(folder.resolve("root/tmp"));
      if (!tmp.toFile().setWritable(true, false)) {
        throw new IllegalStateException(tmp + " cannot be made writable");
      }
      Files.createDirectories(folder.resolve("root/workspace"));
      Files.createDirectories(folder.resolve("root/data"));
      Files.copy(Path.of("/usr/bin/busybox"), bin.resolve("busybox"));
      for (String command : COMMANDS) {
        Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
      }
      for (String program : List.of("agent-runner", "temporal")) {
        try (InputStream script = StandIns.class.getResourceAsStream(program + ".sh")) {
          Files.copy(Optional.ofNullable(script).orElseThrow(), bin.resolve(program));
        }
      }
      Tool.run("chmod", "-R", "a+rx", bin.toString());
      Path archive = folder.resolve("root.tar");
      Tool.run("tar", "-C", folder.resolve("root").toString(), "-cf", archive.toString(), ".");
      load(engine, archive, "agent-runner", RUNNER);
      load(engine, archive, "temporal", TEMPORAL);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void load(Consumer<String[]> engine, Path archive, String program, String image) {
    engine.accept(
        new String[] {
          "import",
          "--change=ENTRYPOINT [\"/bin/%s\"]".formatted(program),
          "--change=USER 1000:1000",
          "--change=ENV PATH=/bin",
          archive.toString(),
          image
        });
  }
}
