package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Which tag a command is about when none is named.
@TestInstance(Lifecycle.PER_CLASS)
class TagDefaultTest {

  private final TestWorld world;

  TagDefaultTest(@TempDir Path folder) {
    world = TestWorld.start(folder);
    world.product().tag("v1.3.0");
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void twoReleaseTagsAtHeadAreRefused() {
    Run refused = world.run("release").exits(2).wroteNothing();

    assertThat(refused.err())
        .isEqualTo(
            "error: Several release tags are at HEAD: [v1.2.3, v1.3.0]\nName the one that is meant.\n");
  }

  @Test
  void aNamedTagIsTaken() {
    assertThat(world.run("plan", "v1.2.3").exits(0).out()).startsWith("tidy v1.2.3 from commit");
  }

  @Test
  void actionsNamesTheTagItRunsFor() {
    Run plan =
        world.run(Map.of("GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "v1.3.0"), "plan").exits(0);

    assertThat(plan.out()).startsWith("tidy v1.3.0 from commit");
  }

  @Test
  void aBranchOfActionsIsNoTag() {
    world.run(Map.of("GITHUB_REF_TYPE", "branch", "GITHUB_REF_NAME", "v1.3.0"), "plan").exits(2);
  }
}
