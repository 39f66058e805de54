package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.Stigmer;
import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.LocalMachine;
import ai.stigmer.cli.runtime.RuntimeFinder;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import ai.stigmer.testing.FreePort;
import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person at a machine with one container runtime, who types `stigmer` commands.
final class Desk {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment;
  private final Path argumentList;
  private Path home;
  private Duration patience = LIMIT;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private Desk(Path folder, Map<String, String> environment, Path argumentList, Path home) {
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    this.argumentList = argumentList;
    this.home = home;
  }

  /// The variable that names the word of the runtime's command line at which the command that typed
  /// it is killed; what it typed goes on.
  static final String KILL_AT = "TEST_KILL_AT";

  /// The variable that names a file as long as which is there, that word waits after the kill; the
  /// number of the program that waits is in a file beside it, which ends in `.pid`.
  static final String HELD = "TEST_HELD";

  /// The variable that names the most memory, in bytes, that a container gets.
  static final String MEMORY = "TEST_MEMORY";

  /// A desk whose `PATH` has one program, which is that script.
  ///
  /// @param folder an empty folder
  static Desk with(Path folder, String program, String script, Map<String, String> variables) {
    try {
      Path programs = Files.createDirectory(folder.resolve("bin"));
      Path argumentList = folder.resolve("arguments");
      add(programs, program, first(argumentList) + script);
      var environment = new HashMap<>(variables);
      environment.put("PATH", programs.toString());
      environment.put("HOME", folder.toString());
      return new Desk(folder, environment, argumentList, folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What the runtime's program does before all else.
  private static String first(Path argumentList) {
    return """
    #!/bin/sh
    printf '%%s\\n' "$*" >>%s
    if [ "${TEST_KILL_AT:-}" = "$1" ]; then
      if [ -n "${TEST_HELD:-}" ]; then echo $$ >"$TEST_HELD.pid"; fi
      kill -9 $PPID
      while [ -e "${TEST_HELD:-}" ]; do /bin/sleep 0.1; done
    fi
    if [ "$1" = create ] && [ -n "${TEST_MEMORY:-}" ]; then
      shift
      set -- create --memory=$TEST_MEMORY --memory-swap=$TEST_MEMORY "$@"
    fi
    """
        .formatted(argumentList);
  }

  private static void add(Path programs, String program, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(program), script);
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException(file + " cannot be made executable");
    }
  }

  /// The same person, who has another program too.
  Desk withProgram(String program, String script) throws IOException {
    add(folder.resolve("bin"), program, "#!/bin/sh\n" + script);
    return this;
  }

  /// The same person, whose patience with a runtime ends so soon.
  Desk withPatience(Duration patience) {
    this.patience = patience;
    return this;
  }

  /// The same person, who works with the stand-ins.
  Desk withStandIns() {
    environment.put("STIGMER_AGENT_RUNNER_IMAGE", StandIns.RUNNER);
    environment.put("STIGMER_TEMPORAL_IMAGE", StandIns.TEMPORAL);
    environment.put(
        "STIGMER_TEMPORAL_PORT", Integer.toString(FreePort.find(TemporalServer.WEB_PAGE_DISTANCE)));
    return this;
  }

  /// The same person, who has installed a release of stigmer.
  ///
  /// @param image the image that belongs to it
  Desk withRelease(String version, String image) {
    try {
      home = Files.createDirectories(folder.resolve("stigmer-" + version));
      Files.writeString(
          home.resolve("stigmer.properties"),
          "version=%s\ncommit=%s\nimage=%s\n".formatted(version, "0".repeat(40), image));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Another person at the same machine with the same settings.
  Desk another() {
    return new Desk(folder, environment, argumentList, home);
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  void unset(String name) {
    environment.remove(name);
  }

  int temporalPort() {
    return Integer.parseInt(environment.getOrDefault("STIGMER_TEMPORAL_PORT", ""));
  }

  Path workspace() {
    return folder.resolve(".stigmer/data/workspace");
  }

  /// The agents of one's own.
  Path agents() throws IOException {
    return Files.createDirectories(folder.resolve(".stigmer/agents"));
  }

  Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /// What a command asked the runtime: the first word of every question, in alphabetical order.
  List<String> questions(String... command) {
    int before = arguments().size();
    assertThat(stigmer(command)).as(text()).isZero();
    return arguments().stream()
        .skip(before)
        .map(line -> line.replaceFirst(" .*", ""))
        .sorted()
        .toList();
  }

  /// Every argument list that the runtime's program was started with.
  List<String> arguments() {
    try {
      return Files.readAllLines(argumentList);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs a command in this program and gives its exit code.
  int stigmer(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), Style.PLAIN, Optional::empty);
    return StigmerCommand.run(
        new CommandContext(
            home,
            environment,
            terminal,
            InputStream.nullInputStream(),
            wanted -> new RuntimeFinder(LocalMachine.of(environment), patience).find(wanted)),
        arguments);
  }

  /// Starts a command in a program of its own. A shell has what it starts in the background ignore
  /// Ctrl-C, and that would be inherited.
  Process process(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Stigmer.class.getName()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// What the last command that had a program of its own wrote.
  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /// Types Ctrl-C, and gives the exit code.
  static int interrupt(Process process) throws InterruptedException {
    Tool.run("sh", "-c", "kill -INT " + process.pid());
    return process.waitFor();
  }

  /// Every variable the person has set.
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// The result of the last command.
  String out() {
    return out.toString();
  }

  /// Everything the last command wrote.
  String text() {
    return err.toString() + out;
  }

  /// Waits until the command that runs has written something that matches.
  void awaitText(String pattern) throws InterruptedException {
    Pattern compiled = Pattern.compile(pattern);
    Instant end = Instant.now().plus(LIMIT);
    while (!compiled.matcher(text()).find()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("'%s' was not written: %s".formatted(pattern, text()));
      }
      Thread.sleep(50);
    }
  }
}
