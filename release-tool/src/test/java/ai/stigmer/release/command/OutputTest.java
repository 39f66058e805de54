package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitHttpServer;
import ai.stigmer.release.testing.Golden;
import ai.stigmer.release.testing.SchemaCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Run failed = intoATapThatRefuses(Map.of(), "release", "--output", "json");

    assertFits(failed, "failed");
    assertThat(failed.json().get("failures").elements())
        .singleElement()
        .returns("formula tidy 1.2.3", failure -> failure.text("subject"));
    assertThat(failed.json().number("written")).isEqualTo(14);
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
    inActions("release").exits(0);

    String written = Files.readString(outputs());
    TestWorld.assertNoSecret(written + Files.readString(summary()));
    Golden.assertMatches(OutputTest.class, "outputs.txt", world.normal(written));
    Golden.assertMatches(OutputTest.class, "summary.md", world.normal(Files.readString(summary())));
  }

  @Test
  void actionsLearnsThatNothingWasChangedAndStillEveryChecksum() throws IOException {
    inActions("release").exits(0);
    String first = Files.readString(outputs());
    Files.delete(outputs());
    inActions("release").exits(0).wroteNothing();

    assertThat(first).startsWith(output("changed", "true"));
    assertThat(Files.readString(outputs()))
        .isEqualTo(first.replace(output("changed", "true"), output("changed", "false")));
  }

  @Test
  void theSummaryTellsWhatStoppedARunAndWhatIsRefused() throws IOException {
    inActions("release", "v1<b>").exits(2);
    inActions("release").exits(0);
    world.product().commit("fix: another commit").git().git("tag", "-f", "v1.2.3");
    inActions("release").exits(3);

    assertThat(Files.readString(summary()))
        .contains("**Stopped**: 'v1&lt;b>' is not a release tag<br>")
        .contains("| **!** | exact tag v1.2.3 | conflict | ")
        .contains("**Refused**: nothing was written.");
  }

  @Test
  void theSummaryTellsWhatVerifyFound() throws IOException {
    world.release("v1.2.3");
    inActions("verify", "v1.2.3").exits(0);
    assertThat(Files.readString(summary()))
        .startsWith("## v1.2.3\n\nv1.2.3 is whole: ")
        .contains("| ✓ | floating tag latest | names v1.2.3 |\n");
    Files.delete(summary());
    world.host().deleteAsset(world.hosted("v1.2.3").asset("checksums.txt").orElseThrow().id());

    Run drifted = inActions("verify", "v1.2.3").exits(4);

    assertThat(Files.readString(summary()))
        .startsWith("## v1.2.3\n\nv1.2.3 drifted: ")
        .containsSubsequence("| --- | --- | --- |\n| **✗** | ", "| ✓ | ");
    assertThat(drifted.err()).contains("::error::v1.2.3 drifted: ");
  }

  @Test
  void theSummaryTellsWhatFailed() throws IOException {
    intoATapThatRefuses(
        Map.of("GITHUB_OUTPUT", outputs().toString(), "GITHUB_STEP_SUMMARY", summary().toString()),
        "release");

    assertThat(Files.readString(outputs())).startsWith(output("changed", "true"));
    assertThat(Files.readString(summary()))
        .containsPattern("\\*\\*Not released yet\\*\\*: [0-9]+ of [0-9]+ changes made\\.")
        .contains("- **✗** formula tidy 1.2.3: ");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsAFailure() {
    Run full = world.run(Map.of("GITHUB_STEP_SUMMARY", "/dev/full"), "release").exits(1);

    assertThat(full.err()).contains("The file /dev/full of GitHub Actions could not be written");
    assertThat(
            world
                .run(Map.of("GITHUB_STEP_SUMMARY", "/dev/full"), "release", "v9.9.9")
                .exits(2)
                .err())
        .contains("There is no tag v9.9.9", "The file /dev/full of GitHub Actions");
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

  // What a rule of the tap refuses, nobody knows before it is pushed.
  private Run intoATapThatRefuses(Map<String, String> variables, String... arguments)
      throws IOException {
    Folders.writeExecutable(
        world.tap().path().resolve("hooks/pre-receive"), "#!/bin/sh\necho 'No.' >&2\nexit 1\n");
    try (var server = new GitHttpServer(folder, Optional.of(TestWorld.TAP_TOKEN))) {
      var all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--set", "homebrew.tap-url=" + server.url("tap.git")));
      return world.run(variables, all.toArray(String[]::new)).exits(2);
    }
  }

  private Path outputs() {
    return folder.resolve("outputs");
  }

  private Path summary() {
    return folder.resolve("summary");
  }

  private Run inActions(String... arguments) {
    return world.run(
        Map.of(
            "GITHUB_ACTIONS", "true",
            "GITHUB_OUTPUT", outputs().toString(),
            "GITHUB_STEP_SUMMARY", summary().toString()),
        arguments);
  }

  private static String output(String name, String value) {
    return name + "<<release-tool-end-of-output\n" + value + "\nrelease-tool-end-of-output\n";
  }

  private static void assertFits(Run run, String status) throws IOException {
    Json schema = Json.parse(Files.readAllBytes(SCHEMA), SCHEMA.toString());
    assertThat(SchemaCheck.violations(schema, run.json())).isEmpty();
    assertThat(run.json().text("status")).isEqualTo(status);
  }
}
