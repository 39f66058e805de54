package ai.stigmer.release.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The promises of the design, counted: what goes wrong, wherever it goes wrong, the next run
/// converges to the world of an undisturbed one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesTest {

  private static final long SEEDS = 10_000;
  private static final int INTERRUPTIONS = 2;

  private Trials trials;
  private List<Scenario> single;
  private List<Scenario> heldUp;
  private List<Scenario> racing;
  private List<Scenario> overtaking;

  @BeforeAll
  void build(@TempDir Path folder) {
    var releases = new Releases(folder);
    trials = new Trials(WorldOfPorts::new, Tool.REAL, releases);
    single = Scenario.single(releases);
    heldUp = Scenario.heldUp(releases);
    racing = Scenario.racing(releases);
    overtaking = Scenario.overtaking(releases);
  }

  @Test
  void everyFaultAtEveryRequestIsMendedByTheNextRun() {
    for (Scenario scenario : single) {
      Counts.kept("every fault at every request: " + scenario, trials.everyFate(scenario));
    }
  }

  @Test
  void aKillBeforeAndAfterEveryWriteIsMendedByTheNextRun() {
    for (Scenario scenario : single) {
      Counts.kept("killed before and after every write: " + scenario, trials.everyDeath(scenario));
    }
  }

  @Test
  void whatWaitsForAPersonIsAllThatIsLeftWhateverGoesWrong() {
    for (Scenario scenario : heldUp) {
      Counts.kept("every fault at every request: " + scenario, trials.everyFate(scenario));
      Counts.kept("killed before and after every write: " + scenario, trials.everyDeath(scenario));
    }
  }

  @Test
  void aKillThatIsFollowedByAnotherReleaseIsMendedByTheNextRun() {
    for (Scenario scenario : overtaking) {
      Counts.kept(
          "killed before and after every write, others first: " + scenario,
          trials.everyDeathOvertaken(scenario));
    }
  }

  @Test
  void anyScheduleOfFaultsAndKillsIsMendedByTheNextRun() {
    Counts.kept("random faults and kills", trials.schedules(single, 0, SEEDS));
  }

  @Test
  void releasesAtOnceConvergeInEveryOrder() {
    racing.parallelStream()
        .forEach(scenario ->
            Counts.kept(
                "every order with " + INTERRUPTIONS + " interruptions: " + scenario,
                trials.orders(scenario, INTERRUPTIONS)));
  }

  @Test
  void releasesAtOnceConvergeInAnyOrder() {
    Tally tally = trials.races(racing, 0, SEEDS, 0);
    Counts.kept("random orders", tally);
    assertThat(tally.lowered()).as("moments at which a race showed a lower version").isPositive();
  }

  @Test
  void releasesAtOnceConvergeWhateverGoesWrong() {
    Counts.kept("random orders with faults and kills", trials.races(racing, SEEDS, SEEDS, 10));
  }
}
