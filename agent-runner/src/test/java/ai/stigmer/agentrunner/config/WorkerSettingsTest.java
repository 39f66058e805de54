package ai.stigmer.agentrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {

  @Test
  void anEmptyEnvironmentGivesTheDefaults() {
    assertThat(WorkerSettings.from(Map.of()))
        .isEqualTo(
            new WorkerSettings(
                "localhost:7233", "default", "agent_execution_runner", 10, LogLevel.INFO));
  }

  @Test
  void everyVariableIsRead() {
    assertThat(
            WorkerSettings.from(
                Map.of(
                    "TEMPORAL_SERVICE_ADDRESS", "[::1]:65535",
                    "TEMPORAL_NAMESPACE", "team-a",
                    "TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE", "queue",
                    "TEMPORAL_MAX_CONCURRENCY", "3",
                    "LOG_LEVEL", "debug")))
        .isEqualTo(new WorkerSettings("[::1]:65535", "team-a", "queue", 3, LogLevel.DEBUG));
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPORAL_SERVICE_ADDRESS, http://localhost:7233",
    "TEMPORAL_SERVICE_ADDRESS, localhost",
    "TEMPORAL_SERVICE_ADDRESS, localhost:0",
    "TEMPORAL_SERVICE_ADDRESS, localhost:65536",
    "TEMPORAL_SERVICE_ADDRESS, ''",
    "TEMPORAL_NAMESPACE, ''",
    "TEMPORAL_NAMESPACE, ' default'",
    "TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE, ' '",
    "TEMPORAL_MAX_CONCURRENCY, 0",
    "TEMPORAL_MAX_CONCURRENCY, -1",
    "TEMPORAL_MAX_CONCURRENCY, ten",
    "TEMPORAL_MAX_CONCURRENCY, 10001",
    "TEMPORAL_MAX_CONCURRENCY, 99999999999",
    "LOG_LEVEL, LOUD",
  })
  void aMalformedValueIsRefusedByTheNameOfItsVariable(String variable, String value) {
    assertThatThrownBy(() -> WorkerSettings.from(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(variable + " is '" + value + "'; expected ");
  }
}
