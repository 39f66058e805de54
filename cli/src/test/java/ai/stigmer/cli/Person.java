package ai.stigmer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.terminal.Keyboard;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A person who types `stigmer` commands on a machine that has no container runtime.
final class Person {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String IMAGE = "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final Map<String, String> environment = new HashMap<>();

  /// What is typed, whatever is asked; nothing where nobody sits at the keyboard.
  String typed = "";

  String piped = "";

  /// What looking for a runtime ends with.
  RuntimeException obstacle =
      new RuntimeUnavailable(RuntimeUnavailable.Reason.NOT_INSTALLED, "no runtime", "install one");

  private final Path home;

  /// The person whose home that is; the command's stamp lies there too.
  Person(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
  }

  /// Runs a command and gives its exit code.
  int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Style.PLAIN,
            () -> Optional.of(typed).filter(text -> !text.isEmpty()).map(Typist::new));
    return StigmerCommand.run(
        new CommandContext(
            home,
            environment,
            terminal,
            new ByteArrayInputStream(piped.getBytes(UTF_8)),
            wanted -> {
              throw obstacle;
            }),
        arguments);
  }

  /// Makes the command that of a release.
  void stamp(String version, String commit, String image) throws IOException {
    Files.writeString(
        home.resolve("stigmer.properties"),
        "version=%s\ncommit=%s\nimage=%s\n".formatted(version, commit, image));
  }

  private record Typist(String text) implements Keyboard {
    @Override
    public Optional<String> line() {
      return Optional.of(text);
    }

    @Override
    public Optional<String> hiddenLine() {
      return Optional.of(text);
    }
  }
}
