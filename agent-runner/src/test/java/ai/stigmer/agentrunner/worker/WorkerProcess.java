package ai.stigmer.agentrunner.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Tool;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The packaged worker as a process, as the image runs it: with its trimmed libraries, a small
/// heap, and a folder with its workspace and its socket.
public final class WorkerProcess implements AutoCloseable {

  private static final Path LIBRARIES = Path.of("target", "trimmed-libraries");

  static {
    Tool.run(
        java(),
        "../scripts/image/TrimJars.java",
        "target/agent-runner.jar",
        "target/dependency",
        LIBRARIES.toString());
  }

  private final Path folder;
  private final Process process;
  private final BufferedReader output;

  private WorkerProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  /// Starts one in that folder with these variables, which may name another workspace.
  public static WorkerProcess start(Path folder, Map<String, String> environment)
      throws IOException {
    var variables = new HashMap<String, String>();
    variables.put("SANDBOX_ROOT_DIR", folder.resolve("workspace").toString());
    variables.putAll(environment);
    variables.put("AGENT_RUNNER_SOCKET", folder.resolve("control.sock").toString());
    return new WorkerProcess(
        folder,
        program(
                variables,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                LIBRARIES + "/*" + File.pathSeparator + "target/agent-runner.jar",
                "ai.stigmer.agentrunner.AgentRunner")
            .redirectErrorStream(true)
            .start());
  }

  /// Runs one of the small commands against this worker and gives its exit code with what it
  /// printed.
  public Answer command(String... arguments) throws IOException, InterruptedException {
    Process small = begin(arguments);
    String printed = String.join("\n", small.inputReader(UTF_8).lines().toList());
    return new Answer(small.waitFor(), printed);
  }

  /// Begins one of the small commands, without any library.
  public Process begin(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of("-cp", "target/agent-runner.jar", "ai.stigmer.agentrunner.AgentRunner"));
    command.addAll(List.of(arguments));
    return program(
            Map.of("AGENT_RUNNER_SOCKET", folder.resolve("control.sock").toString()),
            command.toArray(String[]::new))
        .redirectErrorStream(true)
        .start();
  }

  /// Waits for a line of its output that contains a text, and gives all lines up to that.
  public List<String> linesUntil(String text) throws IOException {
    var seen = new ArrayList<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.contains(text)) {
        return seen;
      }
    }
    throw new AssertionError("'%s' was never printed; %s".formatted(text, seen));
  }

  /// The lines from here to its end.
  public List<String> restOfItsLines() {
    return output.lines().toList();
  }

  /// Sends it a signal, such as `TERM`.
  public void signal(String name) {
    Tool.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /// Waits for its end and gives its exit code.
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(30, SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static ProcessBuilder program(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("TEMPORAL_") || name.startsWith("STIGMER_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// What a command ended with.
  ///
  /// @param exitCode its exit code
  /// @param printed what it printed, on either stream
  public record Answer(int exitCode, String printed) {}
}
