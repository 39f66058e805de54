package ai.stigmer.cli.server;

import ai.stigmer.cli.Stigmer;
import ai.stigmer.cli.command.CommandContext;
import ai.stigmer.cli.command.StigmerCommand;
import ai.stigmer.cli.runtime.LocalMachine;
import ai.stigmer.cli.runtime.RuntimeFinder;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import ai.stigmer.testing.TemporalTestServer;
import ai.stigmer.testing.Tool;
import java.io.IOException;
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

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;
  private final Map<String, String> environment;
  private final Path argumentList;
  private Path home;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private Desk(Path folder, Map<String, String> environment, Path argumentList, Path home) {
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    this.argumentList = argumentList;
    this.home = home;
  }

  /// A desk whose `PATH` has one program, which is that script.
  ///
  /// @param folder an empty folder
  static Desk with(Path folder, String program, String script, Map<String, String> variables) {
    try {
      Path programs = Files.createDirectory(folder.resolve("bin"));
      Path argumentList = folder.resolve("arguments");
      Path file = programs.resolve(program);
      Files.writeString(
          file, "#!/bin/sh\nprintf '%%s\\n' \"$*\" >>%s\n%s".formatted(argumentList, script));
      if (!file.toFile().setExecutable(true)) {
        throw new IllegalStateException(file + " cannot be made executable");
      }
      var environment = new HashMap<>(variables);
      environment.put("PATH", programs.toString());
      environment.put("HOME", folder.toString());
      return new Desk(folder, environment, argumentList, folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The same person, who works with the stand-ins.
  Desk withStandIns() {
    environment.put("STIGMER_AGENT_RUNNER_IMAGE", StandIns.RUNNER);
    environment.put("STIGMER_TEMPORAL_IMAGE", StandIns.TEMPORAL);
    environment.put("STIGMER_TEMPORAL_PORT", Integer.toString(freePort()));
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

  /// A free port that leaves room for the web page's.
  private static int freePort() {
    int port = TemporalTestServer.freePort();
    return port + TemporalServer.WEB_PAGE_DISTANCE > 65535 ? port - 10_000 : port;
  }

  /// Another person at the same machine with the same settings.
  Desk another() {
    return new Desk(folder, environment, argumentList, home);
  }

  void set(String name, String value) {
    environment.put(name, value);
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
            wanted -> new RuntimeFinder(LocalMachine.of(environment)).find(wanted)),
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
