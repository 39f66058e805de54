package ai.stigmer.cli.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A key of `config.yaml`. The keys are those of the tool this one succeeds, where it had them.
public enum Setting {
  /// Whose models agents use.
  LLM_PROVIDER(
      "backend.local.llm.provider",
      "STIGMER_LLM_PROVIDER",
      "ollama|anthropic|openai",
      "ollama, anthropic or openai",
      "whose models agents use; the runner's default is ollama"),
  /// Which model.
  LLM_MODEL(
      "backend.local.llm.model",
      "STIGMER_LLM_MODEL",
      "[!-~]+",
      "a model's name, such as claude-sonnet-4.5",
      "the model of agents that name none"),
  /// Where the provider is.
  LLM_BASE_URL(
      "backend.local.llm.base_url",
      "STIGMER_LLM_BASE_URL",
      "https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?(?:[/?][!-~]*)?",
      "an address that begins with http:// or https:// and a host's name",
      "where the provider is reached, if not at its usual address"),
  /// The provider's key, for people who want it stored.
  LLM_API_KEY(
      "backend.local.llm.api_key",
      "STIGMER_LLM_API_KEY",
      "[!-~]+",
      "a key without spaces",
      "the provider's key; better kept in the environment"),
  /// A Temporal server of one's own.
  TEMPORAL_ADDRESS(
      "backend.local.temporal.address",
      "TEMPORAL_SERVICE_ADDRESS",
      "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}",
      "host:port without a scheme, such as localhost:7233",
      "a Temporal server of your own; without one, stigmer starts one in a container"),
  /// The Temporal server that is started otherwise.
  TEMPORAL_IMAGE(
      "backend.local.temporal.image",
      "STIGMER_TEMPORAL_IMAGE",
      "[0-9A-Za-z._:/@-]+",
      "an image reference",
      "the image of the Temporal server that stigmer starts"),
  /// Where that server listens.
  TEMPORAL_PORT(
      "backend.local.temporal.port",
      "STIGMER_TEMPORAL_PORT",
      "[1-9][0-9]{0,4}",
      "a port, such as 7233",
      "the port of this machine at which that server listens (default 7233)"),
  /// Docker or Podman.
  RUNTIME(
      "backend.local.runtime",
      "STIGMER_RUNTIME",
      "docker|podman",
      "docker or podman",
      "the container runtime; without it, docker if it is there, else podman"),
  /// Another image than the stamped one.
  IMAGE(
      "backend.local.image",
      "STIGMER_AGENT_RUNNER_IMAGE",
      "[0-9A-Za-z._:/@-]+",
      "an image reference",
      "an image to start in place of the one that belongs to this stigmer");

  private final String key;
  private final String variable;
  private final Pattern form;
  private final String expected;
  private final String meaning;

  Setting(String key, String variable, String form, String expected, String meaning) {
    this.key = key;
    this.variable = variable;
    this.form = Pattern.compile(form);
    this.expected = expected;
    this.meaning = meaning;
  }

  /// The setting of that key.
  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /// Where it stands in `config.yaml`, from the top, with dots between.
  public String key() {
    return key;
  }

  /// The variable of the environment that goes before the file.
  public String variable() {
    return variable;
  }

  /// What it is for, in a line.
  public String meaning() {
    return meaning;
  }

  /// Whether its value is never shown.
  public boolean isSecret() {
    return this == LLM_API_KEY;
  }

  /// Refuses a value that cannot be one of this setting's. A secret is not repeated in the refusal.
  ///
  /// @param place where the value comes from, for the refusal
  /// @throws InvalidSettingException if the value has not the expected form
  String check(String value, String place) {
    if (!form.matcher(value).matches()) {
      throw new InvalidSettingException(
          isSecret() ? place + " cannot be used" : "%s is '%s'".formatted(place, value),
          "Write %s.".formatted(expected));
    }
    return value;
  }

  List<String> path() {
    return List.of(key.split("\\."));
  }
}
