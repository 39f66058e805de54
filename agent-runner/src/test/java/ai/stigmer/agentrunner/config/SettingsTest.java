package ai.stigmer.agentrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.agentrunner.llm.Provider;
import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void anEmptyEnvironmentGivesTheFallbacks() throws InvalidSettingsException {
    Settings settings = Settings.from(Map.of());

    assertThat(settings.temporal())
        .isEqualTo(new TemporalSettings("localhost:7233", "default", "agent_execution_runner", 10));
    assertThat(settings.backend()).isEmpty();
    assertThat(settings.model().provider()).isEqualTo(Provider.OLLAMA);
    assertThat(settings.model().model()).isEmpty();
    assertThat(settings.model().keys()).isEmpty();
    assertThat(settings.workspace()).isEqualTo(Path.of("./workspace"));
    assertThat(settings.log()).isEqualTo(new LogSettings(LogLevel.INFO, LogFormat.TEXT));
    assertThat(settings.socket())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "agent-runner.sock"));
  }

  @Test
  void anEmptyValueCountsAsNotSet() throws InvalidSettingsException {
    var environment = new HashMap<String, String>();
    for (Variable variable : Variable.values()) {
      environment.put(variable.name(), "");
    }
    environment.put("STIGMER_NO_SUCH_THING", "");

    assertThat(Settings.from(environment).temporal()).isEqualTo(Settings.from(Map.of()).temporal());
  }

  @Test
  void everyVariableIsRead() throws InvalidSettingsException {
    Settings settings =
        Settings.from(
            Map.ofEntries(
                Map.entry("MODE", "cloud"),
                Map.entry("TEMPORAL_SERVICE_ADDRESS", "[::1]:65535"),
                Map.entry("TEMPORAL_NAMESPACE", "team-a"),
                Map.entry("TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE", "queue"),
                Map.entry("TEMPORAL_MAX_CONCURRENCY", "3"),
                Map.entry("STIGMER_BACKEND_ENDPOINT", "api.stigmer.example:443"),
                Map.entry("STIGMER_API_KEY", "server-key"),
                Map.entry("SANDBOX_TYPE", "filesystem"),
                Map.entry("SANDBOX_ROOT_DIR", "/data"),
                Map.entry("LOG_LEVEL", "warning"),
                Map.entry("LOG_FORMAT", "json"),
                Map.entry("STIGMER_LLM_PROVIDER", "openai"),
                Map.entry("STIGMER_LLM_MODEL", "gpt-4"),
                Map.entry("STIGMER_LLM_BASE_URL", "http://vllm:8000/v1"),
                Map.entry("OLLAMA_BASE_URL", "http://ollama:11434"),
                Map.entry("STIGMER_LLM_API_KEY", "any-key"),
                Map.entry("ANTHROPIC_API_KEY", "anthropic-key"),
                Map.entry("OPENAI_API_KEY", "openai-key"),
                Map.entry("STIGMER_AGENT_RUNNER_DEBUG", "true"),
                Map.entry("AGENT_RUNNER_SOCKET", "/run/one.sock")));

    assertThat(settings.temporal())
        .isEqualTo(new TemporalSettings("[::1]:65535", "team-a", "queue", 3));
    assertThat(settings.backend())
        .contains(
            new BackendSettings("api.stigmer.example:443", Optional.of(Secret.of("server-key"))));
    assertThat(settings.workspace()).isEqualTo(Path.of("/data"));
    assertThat(settings.log()).isEqualTo(new LogSettings(LogLevel.DEBUG, LogFormat.JSON));
    assertThat(settings.model().model()).contains("gpt-4");
    assertThat(settings.model().baseUrls())
        .containsEntry(Provider.OPENAI, URI.create("http://vllm:8000/v1"))
        .containsEntry(Provider.OLLAMA, URI.create("http://ollama:11434"))
        .hasSize(2);
    assertThat(settings.model().keys())
        .containsEntry(Provider.OPENAI, Secret.of("any-key"))
        .containsEntry(Provider.ANTHROPIC, Secret.of("anthropic-key"))
        .hasSize(2);
    assertThat(settings.socket()).isEqualTo(Path.of("/run/one.sock"));
  }

  @ParameterizedTest
  @CsvSource({
    "MODE, remote",
    "TEMPORAL_SERVICE_ADDRESS, http://localhost:7233",
    "TEMPORAL_SERVICE_ADDRESS, localhost",
    "TEMPORAL_SERVICE_ADDRESS, localhost:0",
    "TEMPORAL_SERVICE_ADDRESS, localhost:65536",
    "TEMPORAL_NAMESPACE, ' default'",
    "TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE, ' '",
    "TEMPORAL_MAX_CONCURRENCY, 0",
    "TEMPORAL_MAX_CONCURRENCY, -1",
    "TEMPORAL_MAX_CONCURRENCY, ten",
    "TEMPORAL_MAX_CONCURRENCY, 10001",
    "TEMPORAL_MAX_CONCURRENCY, 99999999999",
    "STIGMER_BACKEND_ENDPOINT, https://api.stigmer.example",
    "STIGMER_BACKEND_ENDPOINT, localhost",
    "SANDBOX_TYPE, daytona",
    "LOG_LEVEL, LOUD",
    "LOG_FORMAT, xml",
    "STIGMER_LLM_PROVIDER, gemini",
    "STIGMER_LLM_MODEL, ' gpt-4'",
    "STIGMER_LLM_BASE_URL, vllm:8000",
    "STIGMER_LLM_BASE_URL, http://vllm?key=1",
    "OLLAMA_BASE_URL, localhost:11434",
    "STIGMER_AGENT_RUNNER_DEBUG, yes",
  })
  void aMalformedValueIsRefusedByTheNameOfItsVariable(String variable, String value) {
    assertThatThrownBy(() -> Settings.from(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith(variable + " is '" + value + "'; expected ");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            complaints(
                Map.of(
                    "TEMPORAL_MAX_CONCURRENCY", "ten",
                    "LOG_FORMAT", "xml",
                    "STIGMER_BACKEND_URL", "localhost:7234")))
        .containsExactlyInAnyOrder(
            "TEMPORAL_MAX_CONCURRENCY is 'ten'; expected a whole number from 1 to 10000",
            "LOG_FORMAT is 'xml'; expected one of text, json",
            "STIGMER_BACKEND_URL is no variable of this program; did you mean"
                + " STIGMER_BACKEND_ENDPOINT?");
  }

  @Test
  void theCloudNeedsAServerAndItsKey() {
    assertThat(complaints(Map.of("MODE", "cloud")))
        .containsExactly(
            "MODE is 'cloud', which needs STIGMER_BACKEND_ENDPOINT: set it, or set MODE to local",
            "MODE is 'cloud', which needs STIGMER_API_KEY: set it, or set MODE to local");
  }

  @Test
  void onlyPort443IsSpokenToOverTls() {
    assertThat(new BackendSettings("api.stigmer.example:443", Optional.empty()).isSecure())
        .isTrue();
    assertThat(new BackendSettings("localhost:8443", Optional.empty()).isSecure()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"STIGMER_API_KEY", "STIGMER_LLM_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY"})
  void aMalformedKeyIsNotShown(String variable) {
    assertThat(complaints(Map.of(variable, "sk-tail of a key")))
        .containsExactly(
            variable + " cannot be used; expected a key without spaces or line breaks");
  }

  @Test
  void aKeyInAnotherVariableIsNotShown() {
    assertThat(complaints(Map.of("OPENAI_API_KEY", "sk-1234", "STIGMER_LLM_PROVIDER", "sk-1234")))
        .containsExactly(
            "STIGMER_LLM_PROVIDER is '***'; expected one of ollama, anthropic, openai");
  }

  @Test
  void aPasswordInAnAddressIsNotShown() {
    assertThat(complaints(Map.of("STIGMER_LLM_BASE_URL", "http://me:sesame@vllm")))
        .containsExactly(
            "STIGMER_LLM_BASE_URL cannot be used; expected an http:// or https:// address without"
                + " user, query and fragment");
  }

  @Test
  void theSocketIsReadWithoutTheRest() throws InvalidSettingsException {
    assertThat(Settings.socketIn(Map.of("AGENT_RUNNER_SOCKET", "/run/one.sock", "MODE", "odd")))
        .isEqualTo(Path.of("/run/one.sock"));
    assertThatThrownBy(() -> Settings.socketIn(Map.of("AGENT_RUNNER_SOCKET", "x".repeat(104))))
        .hasMessageContaining("at most 103 bytes");
  }

  private static List<String> complaints(Map<String, String> environment) {
    return catchThrowableOfType(InvalidSettingsException.class, () -> Settings.from(environment))
        .complaints();
  }
}
