package ai.stigmer.release.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    settleGit(builder.environment());
    builder.environment().put("LC_ALL", "C.UTF-8");
    // The same files give the same commit in every run.
    builder.environment().put("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z");
    builder.environment().put("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z");
    Ended ended = end(builder, input);
    if (ended.exitCode() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + ended);
    }
    return ended.output();
  }

  /// Keeps Git from the machine's own settings, which must not change what a test sees, and from
  /// tidying up in the background, where it would write into a folder that is being deleted.
  static void settleGit(Map<String, String> environment) {
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_COUNT", "2");
    environment.put("GIT_CONFIG_KEY_0", "maintenance.auto");
    environment.put("GIT_CONFIG_VALUE_0", "false");
    environment.put("GIT_CONFIG_KEY_1", "receive.autogc");
    environment.put("GIT_CONFIG_VALUE_1", "false");
  }

  /// How a program ended.
  ///
  /// @param output what it printed on both streams
  public record Ended(int exitCode, String output) {}

  /// Runs a program that may fail, in an environment of these variables alone.
  public static Ended end(Path folder, Map<String, String> environment, String... command) {
    var builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return end(builder, "");
  }

  private static Ended end(ProcessBuilder builder, String input) {
    try {
      Process process = builder.start();
      process.outputWriter(StandardCharsets.UTF_8).append(input).close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException missing) {
      throw new AssertionError(builder.command() + " could not be run", missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(builder.command() + " was interrupted", interrupted);
    }
  }
}
