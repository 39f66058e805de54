package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.testing.Golden;
import ai.stigmer.release.testing.SchemaCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What scripts and GitHub Actions read of a run.
class OutputTest {

  private static final Path SCHEMA = Path.of("../docs/plan.schema.json");

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyConclusionFitsTheSchema() throws IOException {
    Run plan = world.run("plan", "--output", "json").exits(0);
    assertFits(plan, "pending");
    Golden.assertMatches(OutputTest.class, "plan.json", world.normal(plan.out()));

    Run refusedByTap =
        world.run(Map.of("HOMEBREW_TAP_TOKEN", "x"), "release", "--output", "json").exits(2);
    assertFits(refusedByTap, "error");

    assertFits(world.run("release", "--output", "json").exits(0), "converged");
    world.product().commit("fix: another commit").git().git("tag", "-f", "v1.2.3");
    assertFits(world.run("release", "--output", "json").exits(3).wroteNothing(), "refused");
  }

  @Test
  void aFailedChangeFitsTheSchema() throws IOException {
    world.gitHub().allow("reader", TestWorld.TAP, Set.of());
    Run failed =
        world.run(Map.of("HOMEBREW_TAP_TOKEN", "reader"), "release", "--output", "json").exits(2);

    assertFits(failed, "failed");
    assertThat(failed.json().get("failures").elements())
        .singleElement()
        .returns("pull request tidy-1.2.3", failure -> failure.text("subject"));
    assertThat(failed.json().number("written")).isEqualTo(13);
  }

  @Test
  void aResultThatNobodyCanReadIsAFailure() throws IOException {
    try (var full = new PrintStream(Files.newOutputStream(Path.of("/dev/full")))) {
      var err = new ByteArrayOutputStream();
      int exitCode =
          ReleaseTool.run(
              new String[] {"plan"},
              new Environment(
                  world.variables(), world.product().root(), full, new PrintStream(err), false));

      assertThat(exitCode).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("The result could not be written to standard output");
    }
  }

  @Test
  void actionsGetsOutputsAndASummary() throws IOException {
    Path outputs = folder.resolve("outputs");
    Path summary = folder.resolve("summary");

    world
        .run(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_OUTPUT", outputs.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString()),
            "release")
        .exits(0);

    String written = Files.readString(outputs);
    TestWorld.assertNoSecret(written + Files.readString(summary));
    Golden.assertMatches(OutputTest.class, "outputs.txt", world.normal(written));
    Golden.assertMatches(OutputTest.class, "summary.md", world.normal(Files.readString(summary)));
  }

  @Test
  void actionsShowsAProblemBesideTheRun() {
    Run refused = world.run(Map.of("GITHUB_ACTIONS", "true"), "release", "1.2.3").exits(2);

    assertThat(refused.err().lines())
        .filteredOn(line -> line.startsWith("::"))
        .singleElement()
        .asString()
        .startsWith("::error::")
        .contains("1.2.3", "%0A");
  }

  private static void assertFits(Run run, String status) throws IOException {
    Json schema = Json.parse(Files.readAllBytes(SCHEMA), SCHEMA.toString());
    assertThat(SchemaCheck.violations(schema, run.json())).isEmpty();
    assertThat(run.json().text("status")).isEqualTo(status);
  }
}
