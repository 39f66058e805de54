package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentRunnerTest {

  @TempDir private Path folder;
  private Harness harness;

  @BeforeEach
  void prepare() {
    harness = new Harness(folder);
  }

  @Test
  void aLocalBuildRunsInTheForegroundWithTheWorkspaceAndTemporal() throws IOException {
    Path target = Files.createDirectories(folder.resolve("checkout/agent-runner/target"));
    Path home = Files.createDirectories(folder.resolve("checkout/build/local/stigmer/lib"));
    pack(target);
    harness.taken.add(TemporalServer.USUAL_PORT);

    assertThat(run(home)).isEqualTo(7);
    assertThat(harness.folders().workspace().resolve("temporal")).hasContent("127.0.0.1:7233");
  }

  @Test
  void theFolderOfTheBuildCanBeNamed() throws IOException {
    pack(folder);
    harness.taken.add(TemporalServer.USUAL_PORT);
    harness.environment.put("STIGMER_AGENT_RUNNER_HOME", folder.toString());

    assertThat(run(folder.resolve("elsewhere"))).isEqualTo(7);
  }

  @Test
  void withoutTemporalItIsNotStarted() throws IOException {
    pack(folder);
    harness.environment.put("STIGMER_AGENT_RUNNER_HOME", folder.toString());

    assertThatThrownBy(() -> run(folder))
        .isInstanceOf(UserFailure.class)
        .hasMessageStartingWith("Temporal does not answer at 127.0.0.1:7233");
  }

  @Test
  void itEndsWithTheCommandEvenIfThatIsKilled() throws IOException, InterruptedException {
    Path build = Files.createDirectory(folder.resolve("build"));
    pack(build);
    Path pid = harness.folders().workspace().resolve("pid");
    try (var temporal = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Desk desk = Desk.with(folder, "docker", "", Map.of());
      desk.set("STIGMER_AGENT_RUNNER_HOME", build.toString());
      desk.set("TEMPORAL_SERVICE_ADDRESS", "127.0.0.1:" + temporal.getLocalPort());
      desk.set("LOG_LEVEL", "stay");
      Process command = desk.process("server", "start", "--dev-mode");
      while (!Files.exists(pid)) {
        assertThat(command.isAlive()).as(desk.output()).isTrue();
        Thread.sleep(20);
      }
      ProcessHandle runner = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
      assertThat(runner.isAlive()).isTrue();

      command.destroyForcibly();

      assertThat(runner.onExit()).succeedsWithin(Duration.ofMinutes(1));
    }
  }

  @Test
  void anInterruptWaitsForItsLastLines() throws IOException, InterruptedException {
    pack(folder);
    Path pid = harness.folders().workspace().resolve("pid");
    harness.taken.add(TemporalServer.USUAL_PORT);
    harness.environment.put("STIGMER_AGENT_RUNNER_HOME", folder.toString());
    harness.environment.put("LOG_LEVEL", "stay");
    Thread command =
        Thread.ofPlatform()
            .start(
                () -> assertThatThrownBy(() -> run(folder)).isInstanceOf(CancelledException.class));
    while (!Files.exists(pid)) {
      assertThat(command.isAlive()).isTrue();
      Thread.sleep(20);
    }
    ProcessHandle runner = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();

    command.interrupt();
    command.join();

    assertThat(runner.isAlive()).isFalse();
  }

  private int run(Path home) {
    return DevelopmentRunner.run(
        home,
        new Intention(
            harness.settings(),
            harness.environment,
            harness.build,
            harness.choice,
            Optional.empty()),
        provider -> Optional.empty(),
        harness.folders(),
        harness.probe());
  }

  /// Packs an agent-runner that only notes which Temporal it was told of.
  private static void pack(Path target) throws IOException {
    Path source = target.resolve("AgentRunner.java");
    Files.writeString(
        source,
        """
        package ai.stigmer.agentrunner;
        import java.nio.file.*;
        public final class AgentRunner {
          public static void main(String[] arguments) throws Exception {
            Files.writeString(
                Path.of(System.getenv("SANDBOX_ROOT_DIR"), "temporal"),
                System.getenv("TEMPORAL_SERVICE_ADDRESS"));
            if ("stay".equals(System.getenv("LOG_LEVEL"))) {
              Path pid = Path.of(System.getenv("SANDBOX_ROOT_DIR"), "pid");
              Files.writeString(pid.resolveSibling("new"), "" + ProcessHandle.current().pid());
              Runtime.getRuntime().addShutdownHook(new Thread(() -> tidy()));
              Files.move(pid.resolveSibling("new"), pid);
              Thread.sleep(Long.MAX_VALUE);
            }
            System.exit(System.getenv("STIGMER_AGENT_RUNNER_HOME") == null ? 7 : 8);
          }
          private static void tidy() {
            try { Thread.sleep(500); } catch (InterruptedException never) {}
          }
        }
        """);
    tool("javac", "-d", target.resolve("classes").toString(), source.toString());
    tool(
        "jar",
        "--create",
        "--file",
        target.resolve("agent-runner.jar").toString(),
        "-C",
        target.resolve("classes").toString(),
        ".");
  }

  private static void tool(String name, String... arguments) {
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    assertThat(tool.run(System.out, System.err, arguments)).isZero();
  }
}
