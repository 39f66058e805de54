package ai.stigmer.release.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the counts are worth: every tool that is broken on purpose breaks a promise in them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantTest {

  private Releases releases;
  private List<Scenario> scenarios;

  @BeforeEach
  void build(@TempDir Path folder) {
    releases = new Releases(folder);
    scenarios = Scenario.single(releases);
  }

  @ParameterizedTest
  @EnumSource
  void everyMutantBreaksItsPromise(Mutant mutant, @TempDir Path worlds) {
    var trials = new Trials(mutant.worlds(worlds), mutant.tool(), releases);

    BrokenPromise caught =
        catchThrowableOfType(
            BrokenPromise.class,
            () -> {
              scenarios.forEach(trials::undisturbed);
              scenarios.forEach(trials::everyDeath);
              scenarios.forEach(trials::everyFate);
            });

    assertThat(caught).as("%s is caught", mutant).isNotNull();
    assertThat(caught.promise()).as(caught.toString()).isEqualTo(mutant.promise());
    Counts.caught(mutant, caught);
  }
}
