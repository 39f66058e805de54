package ai.stigmer.agentrunner.config;

import ai.stigmer.agentrunner.llm.ModelSettings;
import ai.stigmer.agentrunner.llm.Provider;
import ai.stigmer.agentrunner.secret.Redactor;
import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Everything the worker reads from its environment.
///
/// @param temporal how it finds Temporal
/// @param backend the server whose agents it runs; none: whole executions run here
/// @param model which models it may use
/// @param workspace where sessions keep their files
/// @param log what is logged, and how
/// @param socket where its commands reach it
/// @param redactor takes every secret of the environment out of a text
public record Settings(
    TemporalSettings temporal,
    Optional<BackendSettings> backend,
    ModelSettings model,
    Path workspace,
    LogSettings log,
    Path socket,
    Redactor redactor) {

  private static final int HIGHEST_CONCURRENCY = 10_000;

  /// Reads the settings, with a fallback for each variable that is not set or is empty.
  ///
  /// @throws InvalidSettingsException if a variable cannot be used, or is none of the product's
  public static Settings from(Map<String, String> environment) throws InvalidSettingsException {
    var reader = new EnvironmentReader(environment);
    UnknownVariables.complaints(environment).forEach(reader::complain);
    reader.choice(Variable.SANDBOX_TYPE, Sandbox.class);
    var settings =
        new Settings(
            temporal(reader),
            backend(reader),
            model(reader),
            reader.required(Variable.SANDBOX_ROOT_DIR, Values::path, "the path of a folder"),
            log(reader),
            socket(reader),
            new Redactor(reader.secrets()));
    if (!reader.complaints().isEmpty()) {
      throw new InvalidSettingsException(reader.complaints());
    }
    return settings;
  }

  /// Where the commands reach the worker, which is all they need to know.
  ///
  /// @throws InvalidSettingsException if the variable for it cannot be used
  public static Path socketIn(Map<String, String> environment) throws InvalidSettingsException {
    var reader = new EnvironmentReader(environment);
    Path socket = socket(reader);
    if (!reader.complaints().isEmpty()) {
      throw new InvalidSettingsException(reader.complaints());
    }
    return socket;
  }

  private static TemporalSettings temporal(EnvironmentReader reader) {
    return new TemporalSettings(
        reader.required(
            Variable.TEMPORAL_SERVICE_ADDRESS,
            Values::address,
            "host:port without a scheme, such as localhost:7233"),
        reader.required(
            Variable.TEMPORAL_NAMESPACE, Values::name, "a name without spaces around it"),
        reader.required(
            Variable.TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE,
            Values::name,
            "a name without spaces around it"),
        reader.required(
            Variable.TEMPORAL_MAX_CONCURRENCY,
            text -> Values.number(text, HIGHEST_CONCURRENCY),
            "a whole number from 1 to " + HIGHEST_CONCURRENCY));
  }

  private static Optional<BackendSettings> backend(EnvironmentReader reader) {
    Optional<String> endpoint =
        reader.optional(
            Variable.STIGMER_BACKEND_ENDPOINT,
            Values::address,
            "host:port without a scheme, such as localhost:7234");
    var apiKey = reader.secret(Variable.STIGMER_API_KEY);
    if (reader.choice(Variable.MODE, Mode.class) == Mode.CLOUD) {
      for (Variable needed :
          new Variable[] {Variable.STIGMER_BACKEND_ENDPOINT, Variable.STIGMER_API_KEY}) {
        if (!reader.isSet(needed)) {
          reader.complain(
              "MODE is 'cloud', which needs %s: set it, or set MODE to local".formatted(needed));
        }
      }
    }
    return endpoint.map(address -> new BackendSettings(address, apiKey));
  }

  private static ModelSettings model(EnvironmentReader reader) {
    Provider provider =
        reader.required(
            Variable.STIGMER_LLM_PROVIDER, Provider::labelled, "one of ollama, anthropic, openai");
    String url = "an http:// or https:// address without user, query and fragment";
    var baseUrls = new EnumMap<Provider, URI>(Provider.class);
    baseUrls.put(Provider.OLLAMA, reader.required(Variable.OLLAMA_BASE_URL, Values::url, url));
    reader
        .optional(Variable.STIGMER_LLM_BASE_URL, Values::url, url)
        .ifPresent(any -> baseUrls.put(provider, any));
    var keys = new EnumMap<Provider, Secret>(Provider.class);
    reader.secret(Variable.ANTHROPIC_API_KEY).ifPresent(key -> keys.put(Provider.ANTHROPIC, key));
    reader.secret(Variable.OPENAI_API_KEY).ifPresent(key -> keys.put(Provider.OPENAI, key));
    reader.secret(Variable.STIGMER_LLM_API_KEY).ifPresent(any -> keys.put(provider, any));
    return new ModelSettings(
        provider,
        reader.optional(
            Variable.STIGMER_LLM_MODEL, Values::name, "a model's name without spaces around it"),
        baseUrls,
        keys,
        ModelSettings.Limits.DEFAULT);
  }

  private static LogSettings log(EnvironmentReader reader) {
    LogLevel level = reader.choice(Variable.LOG_LEVEL, LogLevel.class);
    boolean debug =
        reader.required(Variable.STIGMER_AGENT_RUNNER_DEBUG, Values::truth, "one of true, false");
    return new LogSettings(
        debug ? LogLevel.DEBUG : level, reader.choice(Variable.LOG_FORMAT, LogFormat.class));
  }

  private static Path socket(EnvironmentReader reader) {
    return reader
        .optional(
            Variable.AGENT_RUNNER_SOCKET,
            Values::socket,
            "a path of at most 103 bytes, which is all that the address of a socket holds")
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "agent-runner.sock"));
  }

  /// What can confine a session.
  private enum Sandbox {
    FILESYSTEM
  }
}
