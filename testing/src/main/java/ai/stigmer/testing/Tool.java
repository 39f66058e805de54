package ai.stigmer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a tool of this machine. One that is missing or fails fails the test.
public final class Tool {

  private Tool() {}

  /// Runs a command and gives what it wrote to its standard output.
  public static String run(String... command) {
    return run(Map.of(), List.of(command));
  }

  /// Runs a command with further environment variables and gives what it wrote to its standard
  /// output.
  public static String run(Map<String, String> environment, List<String> command) {
    try {
      Path errors = Files.createTempFile("tool", ".err");
      try {
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(
              String.join(" ", command) + " failed: " + output + Files.readString(errors));
        }
        return output;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
