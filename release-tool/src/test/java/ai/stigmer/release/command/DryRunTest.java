package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `release --dry-run`: everything is built, nothing is written.
class DryRunTest {

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
  void itShowsRealDigestsTheFormulaAndTheNotesAndWritesNothing() throws IOException {
    Run dryRun = world.run("release", "--dry-run").exits(0).wroteNothing();

    assertThat(dryRun.out()).doesNotContain("known after build");
    Golden.assertMatches(DryRunTest.class, "dry-run.txt", world.normal(dryRun.out()));
    world.run("release").exits(0);
    Digest released = world.image("v1.2.3").orElseThrow();
    assertThat(dryRun.out()).contains("create, naming " + released);
  }

  @Test
  void itWarnsOfEditsThatARealReleaseRefuses() {
    world.product().edit("CHANGELOG.md", "tidy sweep", "tidy mop");

    Run dryRun = world.run("release", "--dry-run").exits(0).wroteNothing();
    Run real = world.run("release").exits(2).wroteNothing();

    assertThat(dryRun.err())
        .contains("warning: The checkout has changes that are not committed", "CHANGELOG.md");
    assertThat(real.err())
        .contains("error: The checkout has changes that are not committed", "CHANGELOG.md");
  }
}
