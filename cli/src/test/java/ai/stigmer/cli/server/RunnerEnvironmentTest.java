package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.RuntimeKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the agent-runner is given.
class RunnerEnvironmentTest extends HarnessFixture {

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
  void aRunnerThatIsLostMeanwhileIsNotStartedWithoutItsKey() {
    harness.environment.put("STIGMER_LLM_PROVIDER", "anthropic");
    harness.answer = Optional.of("typed secret");
    harness.start();
    harness.runtime.afterHealth =
        () -> harness.runtime.becomes(RUNNER, new ContainerState.Exited(0, false, Instant.EPOCH));

    harness.start();

    assertThat(harness.asked).containsExactly("anthropic", "anthropic");
    assertThat(runner().environment()).containsEntry("STIGMER_LLM_API_KEY", "typed secret");
  }

  @Test
  void aStartFromWhereAKeyIsNotSetLeavesTheRunnerThatHasIt() {
    harness.environment.put("OPENAI_API_KEY", "key");
    harness.start();
    harness.environment.remove("OPENAI_API_KEY");

    assertThat(harness.start().changed()).isFalse();

    harness.environment.put("ANTHROPIC_API_KEY", "another");
    assertThat(harness.start().changed()).isTrue();
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
  void podmanCallsThisMachineByItsOwnName() {
    harness.runtime.virtualMachine = true;
    harness.runtime.kind = RuntimeKind.PODMAN;

    harness.start();

    assertThat(runner().environment())
        .containsEntry("TEMPORAL_SERVICE_ADDRESS", "host.containers.internal:7233");
  }
}
