package ai.stigmer.release.build;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs a product's build commands: argument vectors, no shell, at the repository's root.
final class BuildCommands {

  // Whatever a variable of such a name holds, a build has no business with it.
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "TOKEN|PASS|SECRET|CREDENTIAL|AUTH(?!OR)|API_?KEY|_KEY$|_KEY_|(^|_)PAT[0-9]*$");
  private static final Duration MERCY = Duration.ofSeconds(2);
  private static final int SHOWN_LINES = 30;
  private static final int SHOWN_BYTES = 16 * 1024;

  private final Path root;
  private final Path logs;
  private final Map<String, String> environment;
  private final UnaryOperator<String> redaction;
  private final BuildListener listener;
  private int count;

  /// Commands of a build.
  ///
  /// @param root where they run
  /// @param logs where their output is kept
  /// @param environment the variables of this process
  /// @param redaction takes secrets out of the output that a problem shows
  BuildCommands(
      Path root,
      Path logs,
      Map<String, String> environment,
      UnaryOperator<String> redaction,
      BuildListener listener) {
    this.root = root;
    this.logs = logs;
    this.environment = withoutCredentials(environment, redaction);
    this.redaction = redaction;
    this.listener = listener;
  }

  /// Runs commands one after the other; the first that fails ends it.
  ///
  /// @param variables what they see besides the environment
  /// @throws ReleaseException of kind input if a command is not there or does not exit with 0
  void run(List<List<String>> commands, Map<String, String> variables) {
    commands.forEach(command -> runOne(command, variables));
  }

  private void runOne(List<String> command, Map<String, String> variables) {
    String text = String.join(" ", command);
    count++;
    listener.begin(text);
    try {
      Files.createDirectories(logs);
      Path log = logs.resolve(count + ".log");
      var process = new ProcessBuilder(command).directory(root.toFile());
      process.environment().clear();
      process.environment().putAll(environment);
      process.environment().putAll(variables);
      process.redirectErrorStream(true).redirectOutput(log.toFile());
      Process started = start(process, text);
      // A command that asks a question gets the end of its input, not a wait.
      started.getOutputStream().close();
      int exit = wait(started);
      if (exit != 0) {
        throw new ReleaseException(
            new Problem(
                Problem.Kind.INPUT,
                "The build command '" + text + "' failed with exit code " + exit,
                redaction.apply(tail(log)),
                "Its whole output is in " + log + "."));
      }
      listener.end(text);
    } catch (ReleaseException failure) {
      listener.fail(text);
      throw failure;
    } catch (IOException failure) {
      listener.fail(text);
      throw ReleaseException.remote(
          "The output of the build command '" + text + "' could not be kept",
          "Check the space in " + logs + ".",
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ReleaseException.remote("Interrupted during '" + text + "'", "Run again.", interrupted);
    }
  }

  // An interrupted run takes its build with it: signals reach this process only.
  private static int wait(Process started) throws InterruptedException {
    var ending = new Thread(() -> end(started));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return started.waitFor();
    } finally {
      forget(ending);
    }
  }

  // What asks to be ended may be deaf to it; Actions gives a cancelled job ten seconds in all.
  private static void end(Process started) {
    List<ProcessHandle> all =
        Stream.concat(started.descendants(), Stream.of(started.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] exits =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(exits)
        .completeOnTimeout(null, MERCY.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static void forget(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is running: it is what ended the command.
    }
  }

  private static Process start(ProcessBuilder process, String text) {
    try {
      return process.start();
    } catch (IOException notThere) {
      throw ReleaseException.input(
          "The build command '"
              + text
              + "' could not be started: "
              + String.valueOf(notThere.getMessage()).strip(),
          "Install the program, or mend build or cli.build in the configuration.");
    }
  }

  private static String tail(Path log) throws IOException {
    byte[] content;
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - SHOWN_BYTES));
      content = Channels.newInputStream(channel).readAllBytes();
    }
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  private static Map<String, String> withoutCredentials(
      Map<String, String> environment, UnaryOperator<String> redaction) {
    var kept = new TreeMap<>(environment);
    // A known secret under whatever name.
    kept.values().removeIf(value -> !redaction.apply(value).equals(value));
    kept.keySet().removeIf(name -> CREDENTIAL.matcher(name.toUpperCase(Locale.ROOT)).find());
    kept.remove("REGISTRY_USERNAME");
    return kept;
  }
}
