package ai.stigmer.release.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Jazzer (https://github.com/CodeIntelligenceTesting/jazzer) as a program: libFuzzer makes up
/// inputs, led by which branches and comparisons of the instrumented classes they reach.
final class Jazzer {

  /// The exit code of a run that found something.
  static final int FOUND = 77;

  // What reads the inputs; the rest of the class path is not worth the time.
  private static final List<String> INSTRUMENTED =
      List.of(
          "ai.stigmer.release.**",
          "com.fasterxml.jackson.core.**",
          "freemarker.core.**",
          "org.apache.commons.compress.archivers.**",
          "org.kohsuke.github.**",
          "org.snakeyaml.engine.**");

  private Jazzer() {}

  /// How a run of it ended.
  ///
  /// @param exitCode 0 if it found nothing
  /// @param output what it printed
  record Ended(int exitCode, String output) {}

  /// Runs it.
  ///
  /// @param folder where it may leave files
  /// @param arguments its own, and libFuzzer's (https://llvm.org/docs/LibFuzzer.html)
  static Ended run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=" + String.join(":", INSTRUMENTED),
                "--custom_hook_includes=" + String.join(":", INSTRUMENTED),
                "--reproducer_path=" + folder));
    command.addAll(arguments);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return new Ended(process.waitFor(), Files.readString(log, StandardCharsets.ISO_8859_1));
    } finally {
      process.destroyForcibly();
    }
  }
}
