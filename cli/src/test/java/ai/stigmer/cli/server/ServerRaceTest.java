package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What happens while a start is under way, by other commands, by those that were killed, or by
/// itself.
class ServerRaceTest extends HarnessFixture {

  @Test
  void twoStartsAtOnceAreOneAfterTheOther() throws InterruptedException {
    DataFolders.make(harness.folders());
    ServerLock first = ServerLock.take(harness.folders().data(), () -> {});
    Thread second = Thread.ofPlatform().start(harness::start);
    while (harness.said.isEmpty() && second.isAlive()) {
      Thread.onSpinWait();
    }

    assertThat(harness.said).singleElement().asString().startsWith("Another stigmer is starting");
    assertThat(harness.runtime.changes).isEmpty();

    first.close();
    second.join();
    assertThat(harness.runner()).isPresent();
  }

  @Test
  void aContainerThatAKilledCommandStillMadeIsReplaced() {
    harness.start();
    ContainerSpecification wanted = runner();
    harness.server().stop();
    harness.runtime.meanwhile = () -> assertThat(harness.runtime.start(wanted)).isNotEmpty();

    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.runtime.containers(Label.COMPONENT, "agent-runner", Set.of())).hasSize(1);
  }

  @Test
  void aContainerThatSomebodyMakesMeanwhileIsNotTouched() {
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "localhost:7777");
    harness.taken.add(7777);
    harness.runtime.meanwhile = () -> harness.runtime.hasForeign(RUNNER);

    assertThatThrownBy(harness::start).hasMessageContaining("stigmer did not make it");
    assertThat(harness.runtime.changes).containsExactly("pull " + Harness.IMAGE);
  }

  @Test
  void aContainerThatAKilledStopHasNamedAnewIsNotReliedOn() {
    harness.start();
    Container ending = harness.runner().orElseThrow();
    harness.runtime.rename(ending.id(), ServerIdentity.nameOfEnding(ending));

    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.said).anyMatch(line -> line.endsWith(": it was about to be stopped"));
    assertThat(harness.runner().orElseThrow().name()).isEqualTo(RUNNER);
  }

  @Test
  void aRunnerThatAKilledStopEndsMeanwhileIsStartedAnew() {
    harness.start();
    harness.runtime.meanwhile =
        () -> harness.runtime.becomes(RUNNER, new ContainerState.Exited(0, false, THEN));

    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.runtime.changes).containsExactly("remove " + RUNNER, "start " + RUNNER);
    assertThat(harness.runner()).isPresent();
  }

  @Test
  void aRunnerThatIsStoppedRightAfterItSaidThatItIsWellIsStartedAnew() {
    harness.start();
    harness.runtime.afterHealth =
        () -> harness.runtime.becomes(RUNNER, new ContainerState.Exited(0, false, THEN));

    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.runner()).isPresent();
  }

  @Test
  void aRunnerThatIsLostRightAfterTheFirstStartIsNotSaidToLackItsImage() {
    harness.runtime.afterHealth = () -> harness.runtime.remove(harness.runner().orElseThrow().id());

    assertThatThrownBy(harness::start)
        .hasMessage(
            "It does not run as it should: it was still necessary to start %s from %s."
                .formatted(RUNNER, Harness.IMAGE));
  }

  @Test
  void aRunnerThatEndsAgainAndAgainIsNoSuccess() {
    harness.start();
    harness.runtime.meanwhile =
        () -> {
          harness.runtime.becomes(RUNNER, new ContainerState.Exited(0, false, THEN));
          harness.runtime.afterStart = new ContainerState.Exited(3, false, THEN);
        };

    assertThatThrownBy(harness::start).hasMessage("The agent-runner ended with exit code 3.");
  }
}
