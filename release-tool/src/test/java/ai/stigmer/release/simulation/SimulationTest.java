package ai.stigmer.release.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.github.ReleaseText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the counts stand on: the simulation itself.
class SimulationTest {

  @TempDir private Path folder;
  private Releases releases = new Releases(Path.of(""));

  @BeforeEach
  void build() {
    releases = new Releases(folder);
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    String first = story(7);

    assertThat(first).contains("A v1.2.3", "B v1.2.4", "tag v1.2.3 names");
    assertThat(story(7)).isEqualTo(first);
    assertThat(story(8)).isNotEqualTo(first);
  }

  // The orders are counted on this: a run's own history leaves out such drafts.
  @Test
  void aReleaseDoesTheSameWhateverDraftsOfOtherTagsThereAre() {
    var world = new WorldOfPorts();
    world
        .sound()
        .host()
        .createDraft(new ReleaseText("v9.9.9", "0".repeat(40), "v9.9.9", "", false));

    assertThat(requests(world)).isEqualTo(requests(new WorldOfPorts()));
  }

  @Test
  void aBrokenPromiseIsToldWithItsStory() {
    var trials = new Trials(WorldOfPorts::new, Mutant.PUBLISHED_BEFORE_ITS_FILES.tool(), releases);

    assertThatThrownBy(() -> trials.everyDeath(Scenario.of(releases.describe("v1.2.3"))))
        .isInstanceOf(BrokenPromise.class)
        .hasMessageContainingAll("I5: ", "v1.2.3", "ReleaseHost.publish")
        .hasMessageNotContaining("not deterministic");
  }

  private String story(long seed) {
    Story story = Story.told();
    var simulation = new Simulation(new WorldOfPorts(), List.of(), Tool.REAL, story, releases);
    simulation.decide(Decisions.seeded(seed, 10));
    simulation.together(List.of(releases.describe("v1.2.3"), releases.describe("v1.2.4")));
    return story.toString();
  }

  private List<String> requests(SimulatedWorld world) {
    var requests = new ArrayList<String>();
    var simulation = new Simulation(world, List.of(), Tool.REAL, Story.silent(), releases);
    simulation.decide(
        new Decisions() {
          @Override
          public Fate fate(Request request) {
            requests.add(request.what());
            return Fate.APPLIED;
          }
        });
    simulation.release(releases.describe("v1.2.3"));
    return requests;
  }
}
