package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import ai.stigmer.cli.runtime.NameTaken;
import ai.stigmer.cli.runtime.PullFailure;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.stamp.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        .hasMessageStartingWith("It does not run as it should");
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
    assertThat(Server.runner(harness.runtime)).isPresent();
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
  void aKeyIsAskedForOnceAndReachesTheRunner() {
    harness.environment.put("STIGMER_LLM_PROVIDER", "anthropic");
    harness.answer = Optional.of("typed secret");

    harness.start();
    harness.start();

    assertThat(harness.asked).containsExactly("anthropic");
    assertThat(runner().environment()).containsEntry("STIGMER_LLM_API_KEY", "typed secret");
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aKeyThatNobodyCanBeAskedForIsAFailureThatNamesItsVariable() {
    harness.environment.put("STIGMER_LLM_PROVIDER", "openai");

    assertThatThrownBy(harness::start)
        .isInstanceOfSatisfying(
            UserFailure.class, failure -> assertThat(failure.remedy()).contains("OPENAI_API_KEY"));
    assertThat(harness.runtime.changes).isEmpty();
  }

  @Test
  void aServerOfOnesOwnThatSpeaksOpenAisLanguageNeedsNoKey() {
    harness.environment.put("STIGMER_LLM_PROVIDER", "openai");
    harness.environment.put("STIGMER_LLM_BASE_URL", "http://localhost:8080/v1");

    harness.start();

    assertThat(harness.asked).isEmpty();
    assertThat(runner().environment()).doesNotContainKey("STIGMER_LLM_API_KEY");
  }

  @Test
  void onlyWhatIsForTheRunnerReachesIt() {
    harness.environment.putAll(
        Map.of(
            "OPENAI_API_KEY", "key",
            "STIGMER_AGENT_RUNNER_DEBUG", "true",
            "STIGMER_BACKEND_ENDPOINT", "localhost:7234",
            "AWS_SECRET_ACCESS_KEY", "not its business"));

    harness.start();

    assertThat(runner().environment())
        .containsOnly(
            Map.entry("OPENAI_API_KEY", "key"),
            Map.entry("STIGMER_AGENT_RUNNER_DEBUG", "true"),
            Map.entry("STIGMER_BACKEND_ENDPOINT", "localhost:7234"),
            Map.entry("TEMPORAL_SERVICE_ADDRESS", "127.0.0.1:7233"));
    assertThat(runner().network()).isEqualTo(new Network.Host());
  }

  @Test
  void aMisspeltVariableIsNotIgnoredSilently() {
    harness.environment.put("STIGMER_BACKEND_URL", "localhost:7234");
    harness.environment.put("STIGMER_DATA_DIR", home.resolve("data").toString());

    harness.start();

    assertThat(harness.said)
        .contains("STIGMER_BACKEND_URL is set, but there is no such variable.")
        .noneMatch(line -> line.startsWith("STIGMER_DATA_DIR"));
  }

  @ParameterizedTest
  @EnumSource
  void inAVirtualMachineThisMachineHasAnotherName(RuntimeKind kind) {
    harness.runtime.kind = kind;
    harness.runtime.virtualMachine = true;
    String machine = kind.machineName();
    harness.environment.putAll(
        Map.of(
            "STIGMER_BACKEND_ENDPOINT", "127.0.0.1:7234",
            "STIGMER_LLM_BASE_URL", "http://localhost:8080/v1"));

    harness.start();

    assertThat(runner().environment())
        .containsOnly(
            Map.entry("OLLAMA_BASE_URL", "http://" + machine + ":11434"),
            Map.entry("STIGMER_BACKEND_ENDPOINT", machine + ":7234"),
            Map.entry("STIGMER_LLM_BASE_URL", "http://" + machine + ":8080/v1"),
            Map.entry("TEMPORAL_SERVICE_ADDRESS", machine + ":7233"));
    assertThat(runner().network()).isEqualTo(new Network.Published(List.of()));
    assertThat(harness.runtime.wanted(TEMPORAL).network())
        .isEqualTo(
            new Network.Published(
                List.of(new Network.Port(7233, 7233), new Network.Port(8233, 8233))));
  }

  @Test
  void theWorkspaceIsMountedWhereTheRunnerLooks() {
    harness.start();

    assertThat(runner().mounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.source()).isEqualTo(home + "/.stigmer/data/workspace");
          assertThat(mount.target()).isEqualTo("/workspace");
        });
    assertThat(home.resolve(".stigmer/data/workspace")).isDirectory();
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
    assertThat(Server.runner(harness.runtime)).isPresent();
  }

  @Test
  void aContainerThatAKilledCommandStillMadeIsReplaced() {
    harness.start();
    ContainerSpecification wanted = runner();
    harness.server().stop();
    harness.runtime.meanwhile = () -> assertThat(harness.runtime.start(wanted)).isNotEmpty();

    assertThat(harness.start().changed()).isTrue();
    assertThat(harness.runtime.containers(Label.COMPONENT, "agent-runner")).hasSize(1);
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
  void followingLosesNoLineOfAChannelThatTheOtherIsAheadOf() {
    harness.start();
    harness.runtime.followed =
        List.of(
            line(Channel.OUTPUT, 2, "second"),
            line(Channel.ERROR, 1, "first"),
            line(Channel.ERROR, 3, "third"));

    assertThat(followed(4)).containsExactly("the last line", "second", "first", "third");
  }

  @Test
  void followingGoesOnWhereAContainerIsRemovedAsItsLogIsRead() {
    harness.start();
    harness.runtime.followed = List.of(line(Channel.OUTPUT, 1, "of the next container"));
    harness.runtime.meanwhile =
        () -> {
          ContainerSpecification wanted = runner();
          harness.runtime.remove(harness.runtime.containerNamed(RUNNER).orElseThrow().id());
          assertThat(harness.runtime.start(wanted)).isNotEmpty();
        };

    assertThat(followed(2)).containsExactly("the last line", "of the next container");
  }

  private List<String> followed(int count) {
    var texts = new ArrayList<String>();
    new Logs(harness.runtime)
        .read(
            EnumSet.of(Component.AGENT_RUNNER),
            new LogSelection(true, OptionalInt.of(50), Optional.empty()),
            line -> {
              texts.add(line.line().line().text());
              return texts.size() < count;
            });
    return texts;
  }

  private static LogLine line(Channel channel, int seconds, String text) {
    return new LogLine(THEN.plusSeconds(seconds), new OutputLine(channel, text));
  }

  @Test
  void podmanCallsThisMachineByItsOwnName() {
    harness.runtime.virtualMachine = true;
    harness.runtime.kind = RuntimeKind.PODMAN;

    harness.start();

    assertThat(runner().environment())
        .containsEntry("TEMPORAL_SERVICE_ADDRESS", "host.containers.internal:7233");
  }

  @Test
  void imagesThatNothingNeedsAreFound() {
    harness.start();
    harness.runtime.has("ghcr.io/stigmer/agent-runner:v1.0.0", "sha256:old");
    harness.runtime.has("localhost/stigmer/agent-runner:v0.0.0-dev", "sha256:local");
    harness.runtime.has("docker.io/library/other:1", "sha256:foreign");

    assertThat(UnneededImages.find(harness.runtime, harness.settings(), harness.build))
        .extracting(image -> image.id())
        .containsExactlyInAnyOrder("sha256:old", "sha256:local");
  }

  private ContainerSpecification runner() {
    return harness.runtime.wanted(RUNNER);
  }
}
