package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.PullFailure;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.stamp.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTest extends HarnessFixture {

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
  void theTemporalThatStigmerStartedStaysWhereItIsTheOneThatIsSet() {
    harness.start();
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "127.0.0.1:7233");

    assertThat(harness.start().changed()).isFalse();
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aServerRunsInOneRuntimeAtATime() {
    harness.start();
    var podman = new FakeRuntime();
    podman.kind = RuntimeKind.PODMAN;
    Harness next = harness.with(podman);
    next.others.add(harness.runtime);

    assertThat(next.start().changed()).isTrue();
    assertThat(next.said)
        .anyMatch(line -> line.matches("remove " + RUNNER + " .*: it is to run in podman"));
    assertThat(harness.runner()).isEmpty();
    assertThat(next.runner()).isPresent();
  }

  @Test
  void whatAnotherRuntimeHasStaysUntilItsSuccessorCanBeStarted() {
    harness.start();
    harness.runtime.changes.clear();
    var podman = new FakeRuntime();
    podman.kind = RuntimeKind.PODMAN;
    podman.registryUp = false;
    Harness next = harness.with(podman);
    next.others.add(harness.runtime);

    assertThatThrownBy(next::start).isInstanceOf(PullFailure.class);
    assertThat(harness.runtime.changes).isEmpty();
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
  void aFolderThatCannotBeWrittenHindersNobodyToStop() throws IOException {
    harness.start();
    Files.delete(harness.folders().workspace());
    Files.createFile(harness.folders().workspace());
    assertThatThrownBy(harness::start).hasMessageContaining("cannot be written");

    assertThat(harness.server().stop()).hasSize(2);
  }
}
