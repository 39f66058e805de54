package ai.stigmer.release.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program that is asked something and answers.
///
/// @param file the program
/// @param folder where it runs
/// @param environment the variables it sees, and no others
/// @param limit how long it may take
public record Program(Path file, Path folder, Map<String, String> environment, Duration limit) {

  private static final int OUTPUT_LIMIT = 256 * 1024;

  /// Copies the variables.
  public Program {
    environment = Map.copyOf(environment);
  }

  /// What a program answered.
  ///
  /// @param exit its exit code
  /// @param output the beginning of its standard output
  /// @param errors the beginning of its standard error
  public record Answer(int exit, String output, String errors) {}

  /// The program of that name on the `PATH` of an environment.
  public static Optional<Path> find(String name, Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs it.
  ///
  /// @param input what it reads on its standard input
  /// @throws ProgramFailure if it cannot be started or does not end in time
  public Answer run(List<String> arguments, String input) throws ProgramFailure {
    var command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = start(builder);
    // A signal reaches this process only.
    var ending = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      Future<String> output = read(process.getInputStream());
      Future<String> errors = read(process.getErrorStream());
      write(process, input);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw late();
      }
      // A child it left behind may hold the streams open.
      return new Answer(
          process.exitValue(),
          output.get(limit.toMillis(), TimeUnit.MILLISECONDS),
          errors.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException held) {
      throw late();
    } catch (ExecutionException broken) {
      throw new ProgramFailure("broke off", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProgramFailure("was interrupted", interrupted);
    } finally {
      end(process);
      forget(ending);
    }
  }

  private static Process start(ProcessBuilder builder) throws ProgramFailure {
    try {
      return builder.start();
    } catch (IOException unstartable) {
      throw new ProgramFailure(
          "cannot be started: " + String.valueOf(unstartable.getMessage()), unstartable);
    }
  }

  private static Future<String> read(InputStream stream) {
    var reading =
        new FutureTask<>(() -> {
          try (stream) {
            String beginning = new String(stream.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return beginning;
          }
        });
    Thread.ofVirtual().start(reading);
    return reading;
  }

  private static void write(Process process, String input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // A program may answer without reading its input; its answer decides.
    }
  }

  private ProgramFailure late() {
    return new ProgramFailure("did not end within " + limit.toSeconds() + " seconds");
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void forget(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is running: it is what ended the program.
    }
  }
}
