package ai.stigmer.release.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run whose process is told to end, or takes too long, takes its build with it, and the next run
/// goes on.
class EndedRunTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private TestWorld world;
  private Path pid;
  private Path build;

  @BeforeEach
  void start() throws IOException {
    world = TestWorld.start(folder.resolve("world"));
    pid = folder.resolve("pid");
    // Deaf to what asks it to end, as some builds are.
    build =
        Folders.write(
            folder.resolve("build.sh"),
            "trap '' TERM INT\necho $$ > %s.part\nmv %s.part %s\nsleep 600\nsleep 600\n"
                .formatted(pid, pid, pid));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTheRunAndItsBuildAndTheNextRunGoesOn(String signal, int exitCode)
      throws Exception {
    Process tool = tool(List.of());
    ProcessHandle started = builtBy(tool);

    Program.run(folder, "kill", "-" + signal, Long.toString(tool.pid()));

    assertThat(tool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(tool.exitValue()).isEqualTo(exitCode);
    started.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    world.run("release").exits(0);
    world.run("release").exits(0).wroteNothing();
  }

  @Test
  void aRunThatTakesTooLongIsEnded() throws Exception {
    Process tool = tool(List.of("RELEASE_TOOL_TIME_LIMIT=PT3S"));
    String told = new String(tool.getErrorStream().readAllBytes(), UTF_8);

    assertThat(tool.waitFor()).isEqualTo(ExitCode.FAILED);
    assertThat(told)
        .contains(
            "error: The run was ended: it is not done after PT3S\n"
                + "Run it again, which goes on from here;");
    world.run("release").exits(0);
  }

  @Test
  void aLimitThatIsNoDurationIsRefused() throws Exception {
    Process tool = tool(List.of("RELEASE_TOOL_TIME_LIMIT=30"));

    assertThat(new String(tool.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("error: RELEASE_TOOL_TIME_LIMIT is not a duration: '30'\n");
    assertThat(tool.waitFor()).isEqualTo(ExitCode.INPUT);
  }

  private ProcessHandle builtBy(Process tool) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(pid)) {
      assertThat(tool.isAlive()).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
  }

  private Process tool(List<String> variables) throws IOException {
    // Where these tests run in the background, their children begin with SIGINT ignored.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(variables);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ReleaseTool.class.getName(),
            "release",
            "--set",
            "build=[[sh, \"" + build + "\"]]"));
    var builder = new ProcessBuilder(command).directory(world.product().root().toFile());
    builder.environment().clear();
    builder.environment().putAll(world.variables());
    return builder.redirectOutput(folder.resolve("out").toFile()).start();
  }
}
