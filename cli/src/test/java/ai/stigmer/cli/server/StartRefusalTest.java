package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.PullFailure;
import ai.stigmer.cli.runtime.RuntimeFailure;
import ai.stigmer.cli.stamp.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a start refuses, and what it tells when it fails.
class StartRefusalTest extends HarnessFixture {

  @Test
  void successIsNotToldOfARunnerThatEnds() {
    harness.taken.add(7777);
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "localhost:7777");
    harness.runtime.afterStart = new ContainerState.Exited(3, false, THEN);

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessage("The agent-runner ended with exit code 3.");
    assertThat(harness.said).contains("  agent-runner | the last line");
    assertThatThrownBy(() -> harness.start(new Server.Manner(false, false, Duration.ZERO)))
        .isInstanceOf(UserFailure.class)
        .hasMessage("The agent-runner ended with exit code 3.");
  }

  @Test
  void memoryThatRanOutIsToldAsThat() {
    harness.taken.add(7777);
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "localhost:7777");
    harness.runtime.afterStart = new ContainerState.Exited(137, true, THEN);
    assertThatThrownBy(harness::start).hasMessage("The agent-runner ran out of memory.");

    harness.runtime.afterStart = new ContainerState.Exited(137, false, THEN);
    assertThatThrownBy(harness::start)
        .hasMessage(
            "The agent-runner was killed (exit code 137), as happens when memory runs out.");
  }

  @Test
  void aTemporalThatEndsIsToldBeforeTheRunnerIsStarted() {
    harness.runtime.afterStart = new ContainerState.Exited(1, false, THEN);

    assertThatThrownBy(harness::start).hasMessage("Temporal ended with exit code 1.");
    assertThat(harness.runtime.changes).endsWith("start " + TEMPORAL);
  }

  @Test
  void aTemporalOfOnesOwnThatDoesNotAnswerIsNamed() {
    harness.environment.put("TEMPORAL_SERVICE_ADDRESS", "temporal.example:7777");

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessage("Temporal does not answer at temporal.example:7777.");
    assertThat(harness.runtime.changes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {7233, 8233})
  void aPortThatSomethingElseHasIsNamedBeforeAnythingIsStarted(int port) {
    harness.taken.add(port);

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining("port " + port);
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aRegistryThatIsDownDoesNotMatterWhileTheImagesAreThere() {
    harness.start();
    harness.server().stop();
    harness.runtime.registryUp = false;

    assertThat(harness.start().changed()).isTrue();
  }

  @Test
  void whatRunsGoesOnUntilItsSuccessorIsThere() {
    harness.start();
    harness.build = new Build.Released("1.2.4", "0".repeat(40), Harness.IMAGE.replace("ab", "cd"));
    harness.runtime.registryUp = false;

    assertThatThrownBy(harness::start).isInstanceOf(PullFailure.class);
    assertThat(harness.runner()).isPresent();
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void whatRunsGoesOnIfItsSuccessorCannotBeStarted() {
    harness.start();
    harness.environment.put("STIGMER_LLM_MODEL", "another");
    harness.runtime.refusal = Optional.of(new RuntimeFailure("It cannot be had.", "Mend it."));

    assertThatThrownBy(harness::start).hasMessage("It cannot be had.");
    assertThat(harness.runner()).isPresent();
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void anImageOfThisMachineIsNeverPulled() {
    harness.choice = new RunnerImage.Choice(Optional.empty(), true);

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining("localhost/stigmer/agent-runner:v1.2.3");
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aBuildOfNoReleaseSaysWhatToDo() {
    harness.build = new Build.Development();

    assertThatThrownBy(harness::start)
        .isInstanceOfSatisfying(
            UserFailure.class, failure -> assertThat(failure.remedy()).contains("release-local"));
  }

  @Test
  void anImageWithoutTagIsRefusedRatherThanTakenAsLatest() {
    harness.environment.put("STIGMER_AGENT_RUNNER_IMAGE", "ghcr.io/stigmer/agent-runner");

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageStartingWith("STIGMER_AGENT_RUNNER_IMAGE:");
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamedBeforeAnythingIsStarted() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    harness.environment.put("STIGMER_DATA_DIR", file.toString());

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining(file.toString());
    assertThat(harness.runtime.changes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {9000, 10_000})
  void aNewPortOfTemporalThatSomethingElseHasIsNamedBeforeTheOldOneIsRemoved(int taken) {
    harness.start();
    harness.environment.put("STIGMER_TEMPORAL_PORT", "9000");
    harness.taken.add(taken);

    assertThatThrownBy(harness::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining("port " + taken);
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void temporalMayMoveToThePortOfItsOwnWebPage() {
    harness.start();
    harness.environment.put("STIGMER_TEMPORAL_PORT", "8233");
    harness.taken.addAll(List.of(7233, 8233));

    assertThat(harness.start().changed()).isTrue();
  }
}
