package ai.stigmer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.LocalMachine;
import ai.stigmer.cli.runtime.RuntimeFinder;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.terminal.Keyboard;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A person who types `stigmer` commands on a machine that has no container runtime, if nothing
/// else is said.
final class Person {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String IMAGE = "ghcr.io/stigmer/agent-runner:v1.2.3@sha256:" + "ab".repeat(32);

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final Map<String, String> environment = new HashMap<>();

  /// What is typed, whatever is asked; nothing where nobody sits at the keyboard.
  String typed = "";

  String piped = "";

  Style style = Style.PLAIN;

  /// What looking for a runtime ends with.
  RuntimeException obstacle =
      new RuntimeUnavailable(RuntimeUnavailable.Reason.NOT_INSTALLED, "no runtime", "install one");

  /// The runtimes of the machine, in place of the obstacle.
  Optional<Function<Optional<RuntimeKind>, List<ContainerRuntime>>> runtimes = Optional.empty();

  /// Whether the results go to where nothing can be written.
  boolean full;

  private final Path home;

  /// The person whose home that is; the command's stamp lies there too.
  Person(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
  }

  /// Gives the machine a Docker in which the agent-runner runs.
  ///
  /// @param answers further cases of a shell: what it does for the arguments it gets
  void withDocker(String answers) throws IOException {
    Path data = Files.createDirectories(home.resolve(".stigmer/data")).toRealPath();
    Path docker =
        Files.writeString(
            Files.createDirectory(home.resolve("bin")).resolve("docker"),
            """
            #!/bin/sh
            case $* in
              version*) echo '{"Client":{"Version":"1","Context":"default"},"Server":{"Version":"1"}}' ;;
              ps*) echo 1 ;;
              inspect*) echo '[{"Id":"1","Name":"stigmer-agent-runner","Created":"2026-01-01T00:00:00Z",
                "State":{"Status":"running","StartedAt":"2026-01-01T00:00:00Z"},"Mounts":[],
                "Config":{"Image":"a@sha256:1","Labels":{"ai.stigmer.managed-by":"stigmer",
                "ai.stigmer.component":"agent-runner","ai.stigmer.data":"%s"}}}]' ;;
            %s
            esac
            """
                .formatted(data, answers));
    if (!docker.toFile().setExecutable(true)) {
      throw new IllegalStateException(docker + " cannot be made executable");
    }
    environment.put("PATH", home.resolve("bin").toString());
    runtimes = Optional.of(wanted -> new RuntimeFinder(LocalMachine.of(environment)).find(wanted));
  }

  /// Runs a command and gives its exit code.
  int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintWriter(full ? new Full() : out, true),
            new PrintWriter(err, true),
            style,
            () -> Optional.of(typed).filter(text -> !text.isEmpty()).map(Typist::new));
    return StigmerCommand.run(
        new CommandContext(
            home,
            environment,
            terminal,
            new ByteArrayInputStream(piped.getBytes(UTF_8)),
            wanted -> {
              terminal.show("looking");
              return runtimes.orElseThrow(() -> obstacle).apply(wanted);
            }),
        arguments);
  }

  /// Makes the command that of a release.
  void stamp(String version, String commit, String image) throws IOException {
    Files.writeString(
        home.resolve("stigmer.properties"),
        "version=%s\ncommit=%s\nimage=%s\n".formatted(version, commit, image));
  }

  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
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
