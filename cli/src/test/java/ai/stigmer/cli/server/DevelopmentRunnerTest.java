package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.problem.UserFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            System.exit(System.getenv("STIGMER_AGENT_RUNNER_HOME") == null ? 7 : 8);
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
