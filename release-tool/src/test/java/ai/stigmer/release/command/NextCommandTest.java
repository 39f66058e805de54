package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `next` and `changelog`: what a maintainer asks before tagging.
class NextCommandTest {

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
  void theNextVersionFollowsFromTheCommits() {
    world.product().commit("fix: a corner").commit("feat: a broom");

    Run next = world.run("next").exits(0).wroteNothing();

    assertThat(next.out()).isEqualTo("1.3.0\n");
    assertThat(next.requests()).isZero();
    assertThat(world.run("next", "--output", "json").exits(0).out())
        .contains("\"next\": \"1.3.0\"", "\"tag\": \"v1.3.0\"", "\"last\": \"v1.2.3\"");
  }

  @Test
  void nothingCommittedIsRefused() {
    assertThat(world.run("next").exits(2).err())
        .isEqualTo("error: Nothing was committed since v1.2.3\nCommit what is to be released.\n");
  }

  @Test
  void aShallowCloneIsRefused() {
    Path shallow = world.product().shallowClone(folder.resolve("shallow")).root();

    for (String command : new String[] {"next", "changelog"}) {
      assertThat(world.run(shallow, Map.of(), command).exits(2).err())
          .contains("This clone is shallow", "fetch-depth: 0");
    }
  }

  @Test
  void theNotesOfATagThatDoesNotExistYetAreThoseOfHead() {
    world.product().commit("fix: a corner");

    Run notes = world.run("changelog", "v1.2.4").exits(0).wroteNothing();

    assertThat(notes.out()).contains("### Fixes", "- a corner");
    assertThat(notes.requests()).isZero();
  }

  @Test
  void theNotesOfAnOlderTagAreItsOwn() {
    world.product().commit("fix: a corner").tag("v1.2.4").commit("feat: a broom");

    assertThat(world.run("changelog", "v1.2.4").exits(0).out())
        .contains("- a corner")
        .doesNotContain("a broom");
    assertThat(world.run("changelog", "v1.2.4", "--output", "json").exits(0).out())
        .contains("\"tag\": \"v1.2.4\"", "a corner");
  }
}
