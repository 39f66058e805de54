package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.NameTaken;
import ai.stigmer.cli.stamp.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

  private static final String RUNNER = "stigmer-agent-runner";

  private static final String TEMPORAL = "stigmer-temporal";

  private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path home;

  private Harness harness;

  @BeforeEach
  void prepare() {
    harness = new Harness(home);
  }

  @Test
  void theFirstStartFetchesBothImagesAndStartsTemporalFirst() {
    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.runtime.changes)
        .containsExactly(
            "pull " + TemporalServer.PINNED_IMAGE,
            "pull " + Harness.IMAGE,
            "start " + TEMPORAL,
            "start " + RUNNER);
    assertThat(harness.said).contains("downloads OptionalLong[1000]");
  }

  @Test
  void whatRunsAsWantedStays() {
    harness.start();

    assertThat(harness.start().changed()).isFalse();
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aStartThatChangesNothingStillAsksWhetherTheRunnerIsWell() {
    harness.start();
    harness.runtime.healthExitCode = 1;

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessage("The agent-runner runs, but is not ready: health says so");
    assertThat(harness.said).contains("  agent-runner | the last line");
  }

  @Test
  void anotherVersionReplacesTheOneThatRuns() {
    harness.start();
    String next = Harness.IMAGE.replace("v1.2.3", "v1.2.4").replace("ab", "cd");
    harness.build = new Build.Released("1.2.4", "0".repeat(40), next);

    harness.start();

    assertThat(harness.runtime.changes)
        .containsExactly("pull " + next, "remove " + RUNNER, "start " + RUNNER);
    assertThat(harness.said).anyMatch(line -> line.contains(": it runs "));
  }

  @Test
  void anImageThatWasBuiltAgainUnderItsNameReplacesTheOneThatRuns() {
    harness.build = new Build.Development();
    harness.choice = new RunnerImage.Choice(Optional.empty(), true);
    harness.runtime.has("localhost/stigmer/agent-runner:v0.0.0-dev", "sha256:1");
    harness.start();
    harness.runtime.has("localhost/stigmer/agent-runner:v0.0.0-dev", "sha256:2");

    harness.start();

    assertThat(harness.runtime.changes).containsExactly("remove " + RUNNER, "start " + RUNNER);
  }

  @Test
  void aChangedSettingReplacesTheContainer() {
    harness.start();
    harness.environment.put("LOG_LEVEL", "DEBUG");

    harness.start();

    assertThat(harness.runtime.changes).containsExactly("remove " + RUNNER, "start " + RUNNER);
  }

  @Test
  void aChangedKeyReplacesTheContainerAndIsNotShown() {
    harness.environment.put("ANTHROPIC_API_KEY", "first value");
    harness.start();
    harness.environment.put("ANTHROPIC_API_KEY", "second value");

    harness.start();

    assertThat(harness.said).anyMatch(line -> line.contains("its keys have changed"));
    assertThat(harness.said).noneMatch(line -> line.contains("value"));
    assertThat(runner().toString() + runner().labels()).doesNotContain("value");
  }

  @Test
  void aContainerThatDiedIsStartedAgainAndItIsSaidWhy() {
    for (ContainerState state :
        List.of(
            new ContainerState.Created(),
            new ContainerState.Exited(3, false, THEN),
            new ContainerState.Exited(137, false, THEN),
            new ContainerState.Exited(137, true, THEN),
            new ContainerState.Paused(THEN))) {
      harness.start();
      harness.runtime.becomes(RUNNER, state);

      harness.start();

      assertThat(harness.runtime.changes)
          .as(state.toString())
          .containsExactly("remove " + RUNNER, "start " + RUNNER);
      assertThat(harness.said)
          .as(state.toString())
          .anyMatch(line -> line.contains(Judgement.state(state).orElseThrow()));
    }
  }

  @Test
  void afterARebootBothAreStartedAgain() {
    harness.start();
    harness.runtime.becomes(RUNNER, new ContainerState.Exited(255, false, THEN));
    harness.runtime.becomes(TEMPORAL, new ContainerState.Exited(255, false, THEN));

    harness.start();

    assertThat(harness.runtime.changes)
        .containsExactly(
            "remove " + TEMPORAL, "start " + TEMPORAL, "remove " + RUNNER, "start " + RUNNER);
  }

  @Test
  void aContainerThatStigmerDidNotMakeIsNeverTouched() {
    harness.runtime.hasForeign(RUNNER);

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining("stigmer did not make it");
    assertThat(harness.server().stop()).isEmpty();
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aTemporalOfOnesOwnIsUsedAndOneThatStigmerStartedIsRemoved() {
    harness.start();
    harness.taken.add(7777);
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "localhost:7777");

    harness.start();

    assertThat(harness.runtime.changes)
        .containsExactly("remove " + TEMPORAL, "remove " + RUNNER, "start " + RUNNER);
    assertThat(runner().environment()).containsEntry("TEMPORAL_SERVICE_ADDRESS", "localhost:7777");
  }

  @Test
  void stopEndsTheRunnerFirstAndIsFineWithNothing() {
    harness.start();
    harness.runtime.changes.clear();

    assertThat(harness.server().stop()).hasSize(2);
    assertThat(harness.runtime.changes).containsExactly("remove " + RUNNER, "remove " + TEMPORAL);
    assertThat(harness.server().stop()).isEmpty();
  }

  @Test
  void aRestartReplacesTheRunnerAndLeavesTemporal() {
    harness.start();

    harness.start(new Server.Manner(true, true, Duration.ofSeconds(5)));

    assertThat(harness.runtime.changes).containsExactly("remove " + RUNNER, "start " + RUNNER);
  }

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

    assertThatThrownBy(harness::start).isInstanceOf(NameTaken.class);
    assertThat(harness.runtime.changes).containsExactly("pull " + Harness.IMAGE);
  }

  @Test
  void aFolderThatCannotBeWrittenHindersNobodyToStop() throws IOException {
    harness.start();
    Files.delete(harness.folders().workspace());
    Files.createFile(harness.folders().workspace());
    assertThatThrownBy(harness::start).hasMessageContaining("cannot be written");

    assertThat(harness.server().stop()).hasSize(2);
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
  void aRunnerThatEndsAgainAndAgainIsNoSuccess() {
    harness.start();
    harness.runtime.meanwhile =
        () -> {
          harness.runtime.becomes(RUNNER, new ContainerState.Exited(0, false, THEN));
          harness.runtime.afterStart = new ContainerState.Exited(3, false, THEN);
        };

    assertThatThrownBy(harness::start).hasMessage("The agent-runner ended with exit code 3.");
  }

  private ContainerSpecification runner() {
    return harness.runtime.wanted(RUNNER);
  }
}
