package ai.stigmer.release.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program of this machine, run by a test; a missing one fails the test.
public final class Program {

  private Program() {}

  /// Runs a program in a folder and gives what it printed on both streams.
  ///
  /// @throws AssertionError if it exits with anything but 0
  public static String run(Path folder, String... command) {
    return feed(folder, "", command);
  }

  /// Runs a program that reads a text on its standard input.
  public static String feed(Path folder, String input, String... command) {
    var builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    // The machine's own settings must not change what a test sees.
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("LC_ALL", "C.UTF-8");
    // The same files give the same commit in every run.
    builder.environment().put("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z");
    builder.environment().put("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z");
    try {
      Process process = builder.start();
      process.outputWriter(StandardCharsets.UTF_8).append(input).close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new AssertionError(String.join(" ", command) + " exited " + exit + ": " + output);
      }
      return output;
    } catch (IOException missing) {
      throw new AssertionError(command[0] + " could not be run", missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command[0] + " was interrupted", interrupted);
    }
  }
}
