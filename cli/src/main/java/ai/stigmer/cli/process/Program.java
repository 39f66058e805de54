package ai.stigmer.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A program of this machine with the environment it is run with.
///
/// @param file its executable file
/// @param environment all of its environment variables
public record Program(Path file, Map<String, String> environment) {

  /// Copies the environment.
  public Program {
    environment = Map.copyOf(environment);
  }

  /// What a program left when it had ended.
  ///
  /// @param exitCode 0 if it did what was asked
  /// @param output its standard output
  /// @param error its standard error
  public record Outcome(int exitCode, String output, String error) {

    /// Whether it did what was asked.
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /// Looks a program up in the folders that `PATH` of this environment names.
  ///
  /// @param name a name without a slash
  public static Optional<Program> find(String name, Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new Program(file, environment));
  }

  /// Runs it and gives what it wrote.
  ///
  /// @throws UnusableProgramException if it cannot be started
  /// @throws TimeLimitException if it has not ended by then
  /// @throws CancelledException if this thread is interrupted
  public Outcome run(Duration limit, String input, List<String> arguments) {
    var output = new StringBuilder();
    var error = new StringBuilder();
    try (Run run = Run.start(this, input, arguments, Redirect.PIPE)) {
      int exitCode =
          run.await(
              Optional.of(limit),
              line ->
                  (switch (line.channel()) {
                        case OUTPUT -> output;
                        case ERROR -> error;
                      })
                      .append(line.text())
                      .append('\n'));
      return new Outcome(exitCode, output.toString(), error.toString());
    }
  }

  /// Runs it and hands every line over as it comes, in this thread.
  ///
  /// @return its exit code
  /// @throws UnusableProgramException if it cannot be started
  /// @throws TimeLimitException if it has not ended by then
  /// @throws CancelledException if this thread is interrupted
  public int follow(
      Optional<Duration> limit, String input, List<String> arguments, Consumer<OutputLine> lines) {
    try (Run run = Run.start(this, input, arguments, Redirect.PIPE)) {
      return run.await(limit, lines);
    }
  }

  /// Starts it to run beside this program until it is closed; what it writes is not kept.
  ///
  /// @throws UnusableProgramException if it cannot be started
  public Background background(List<String> arguments) {
    return Run.start(this, "", arguments, Redirect.DISCARD);
  }

  /// Its name, without the folder.
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /// The file alone: the environment may hold secrets.
  @Override
  public String toString() {
    return file.toString();
  }

  Process start(List<String> arguments, Redirect output) throws IOException {
    var command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectOutput(output).redirectError(output);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }
}
