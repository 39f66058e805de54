package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.settings.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The agent-runner of a checkout, run without a container: in the foreground, until Ctrl-C.
public final class DevelopmentRunner {

  /// The variable that names the folder of the agent-runner's jar.
  static final String HOME_VARIABLE = "STIGMER_AGENT_RUNNER_HOME";

  private static final String JAR = "agent-runner.jar";
  private static final String MAIN_CLASS = "ai.stigmer.agentrunner.AgentRunner";

  /// A runner that begins when it is told to, unless who should tell it is gone.
  private static final String TOLD_TO_BEGIN = "read -r begin && exec \"$@\" </dev/null";

  /// Reads the runner's number, then waits until who wrote it is gone, and ends the runner. Signals
  /// of the terminal, which reach all, are not for it.
  private static final String WATCHER =
      "trap '' INT HUP QUIT; read -r runner && ! read -r more && kill \"$runner\"";

  private DevelopmentRunner() {}

  /// Runs it to its end.
  ///
  /// @param from the folder that holds the stigmer command
  /// @return its exit code
  /// @throws UserFailure if there is no local build, no key, or no Temporal to work for
  public static int run(
      Path from, Intention intention, KeyAsker keys, Folders folders, Probe probe) {
    Path home = home(from, intention.environment());
    TemporalServer temporal = TemporalServer.of(intention.settings());
    if (!probe.answers(temporal.address())) {
      throw new UserFailure(
          "Temporal does not answer at %s, and without containers stigmer starts none."
              .formatted(temporal.address()),
          "Start one there, for instance with 'temporal server start-dev'.");
    }
    DataFolders.make(folders);
    Intention complete =
        intention
            .missingKey()
            .map(provider ->
                intention.withKey(keys.ask(provider).orElseThrow(() -> ModelKey.missing(provider))))
            .orElse(intention);
    var builder =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                TOLD_TO_BEGIN,
                "stigmer",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                "%s:%s".formatted(home.resolve(JAR), home.resolve("dependency/*")),
                MAIN_CLASS)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(complete.environment());
    variables.putAll(complete.variables(temporal));
    variables.put("SANDBOX_ROOT_DIR", folders.workspace().toString());
    variables.remove(HOME_VARIABLE);
    return toItsEnd(builder);
  }

  private static Path home(Path from, Map<String, String> environment) {
    String named = environment.getOrDefault(HOME_VARIABLE, "");
    Stream<Path> candidates =
        named.isEmpty()
            ? Stream.iterate(
                    Optional.of(from.toAbsolutePath()),
                    Optional::isPresent,
                    folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("agent-runner/target"))
            : Stream.of(Path.of(named));
    return candidates
        .filter(folder -> Files.exists(folder.resolve(JAR)))
        .findFirst()
        .orElseThrow(() ->
            new UserFailure(
                "There is no local build of the agent-runner.",
                "Run 'make build' in a checkout and use its build/bin/stigmer, or set %s to the"
                        .formatted(HOME_VARIABLE)
                    + " folder of its %s.".formatted(JAR)));
  }

  /// Begins the runner once its watcher knows of it. A kill of this program before that ends the
  /// runner's input, and one afterwards the watcher's: the runner outlives neither.
  private static int toItsEnd(ProcessBuilder builder) {
    try {
      Process watcher = new ProcessBuilder("/bin/sh", "-c", WATCHER).start();
      Process runner = builder.start();
      try (Writer watched = watcher.outputWriter();
          Writer begin = runner.outputWriter()) {
        watched.append(Long.toString(runner.pid())).append('\n').flush();
        begin.append('\n').flush();
        int exitCode = runner.waitFor();
        watcher.destroyForcibly();
        return exitCode;
      } catch (InterruptedException interrupted) {
        runner.destroy();
        // What comes next on the screen comes after the runner's last lines.
        runner.onExit().join();
        Thread.currentThread().interrupt();
        throw new CancelledException(interrupted);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
