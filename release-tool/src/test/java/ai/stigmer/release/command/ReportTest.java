package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The option `--report`: the page is there however a run ends. That it shows no secret is asserted
/// of every file a run leaves.
class ReportTest {

  private static final String PAGE = "build/report.html";

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
  void everyCommandLeavesItsPage() throws IOException {
    assertThat(page("plan", "--report", PAGE)).contains("changes to make");
    assertThat(page("release", "--dry-run", "--report", PAGE))
        .contains("changes to make", "+class");
    assertThat(page("release", "--report", PAGE)).contains("changes made and read back");
    assertThat(page("verify", "v1.2.3", "--report", PAGE)).contains("is whole");
    assertThat(page("rehearse", "--report", PAGE))
        .contains("kept all 8 promises")
        .isEqualTo(Files.readString(world.product().root().resolve("build/rehearsal/report.html")));
  }

  @Test
  void aRunThatEndsBeforeItsConclusionLeavesWhy() throws IOException {
    world.product().edit("build-cli.sh", "set -eu", "exit 7").commit("break it");
    world.product().git().git("tag", "-f", "v1.2.3");

    world.run("release", "--report", PAGE).exits(2);
    assertThat(read()).contains("failed with exit code 7");
    world.run("rehearse", "--report", PAGE).exits(2);
    assertThat(read()).contains("failed with exit code 7");
  }

  @Test
  void thePageOfAnEarlierRunIsNotTakenForThisOnes() throws IOException {
    page("plan", "--report", PAGE);

    world.run("plan", "v9.9.9", "--report", PAGE).exits(2);

    assertThat(read()).contains("There is no tag v9.9.9").doesNotContain("changes to make");
  }

  @Test
  void aPageThatCannotBeWrittenIsRefusedBeforeAnythingIsDone() {
    Run run = world.run("release", "--report", "CHANGELOG.md/report.html").exits(2).wroteNothing();

    assertThat(run.requests()).isZero();
    assertThat(run.err()).contains("CHANGELOG.md/report.html cannot be written");
  }

  private String page(String... arguments) throws IOException {
    Run run = world.run(arguments).exits(0);
    assertThat(run.err()).contains("the report: " + world.product().root().resolve(PAGE));
    return read();
  }

  private String read() throws IOException {
    return Files.readString(world.product().root().resolve(PAGE));
  }
}
