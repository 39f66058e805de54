package ai.stigmer.agentrunner.config;

/// Every variable of the environment that the program reads, under its one spelling. The reference
/// in `docs/environment.md` is made of these lines.
public enum Variable {
  /// Whether a server is required.
  MODE("local", "`local`, or `cloud`, which requires a server and its key"),
  /// Temporal's front end.
  TEMPORAL_SERVICE_ADDRESS("localhost:7233", "Temporal's front end, `host:port`"),
  /// The namespace it works in.
  TEMPORAL_NAMESPACE("default", "the namespace in Temporal"),
  /// The queue it polls.
  TEMPORAL_AGENT_EXECUTION_RUNNER_TASK_QUEUE(
      "agent_execution_runner", "the task queue it polls; runners on one queue share its work"),
  /// How many activities run at once.
  TEMPORAL_MAX_CONCURRENCY("10", "how many activities run at once, 1 to 10000"),
  /// The server whose agents it runs.
  STIGMER_BACKEND_ENDPOINT(
      "",
      "the server whose agents it runs, `host:port` without a scheme, with TLS for port 443 only;"
          + " not set: no server is called and whole executions run here"),
  /// The key for the server.
  STIGMER_API_KEY("", "the key for that server"),
  /// What confines a session.
  SANDBOX_TYPE("filesystem", "what confines a session; there is only `filesystem`"),
  /// Where sessions keep their files.
  SANDBOX_ROOT_DIR("./workspace", "where sessions keep their files; the image says `/workspace`"),
  /// How much is logged.
  LOG_LEVEL(
      "INFO",
      "`DEBUG`, `INFO`, `WARNING` or `ERROR`; what the worker says of its own life is always logged,"
          + " what its libraries say only from `WARNING` on, or at `DEBUG`"),
  /// How a line of the log looks.
  LOG_FORMAT("text", "`text`, or `json`: one object a line"),
  /// Who serves the model.
  STIGMER_LLM_PROVIDER("ollama", "who serves the model: `ollama`, `anthropic` or `openai`"),
  /// The model.
  STIGMER_LLM_MODEL(
      "",
      "the model for agents that name none; not set: `qwen2.5-coder:7b`, `claude-sonnet-4.5` or"
          + " `gpt-4`, by provider"),
  /// The provider's address.
  STIGMER_LLM_BASE_URL(
      "", "another address for the provider, such as that of a server that speaks OpenAI's API"),
  /// Ollama's address.
  OLLAMA_BASE_URL(
      "http://localhost:11434", "where Ollama is, where STIGMER_LLM_BASE_URL is not set"),
  /// The provider's key.
  STIGMER_LLM_API_KEY("", "the key for that provider, before its own of the two that follow"),
  /// Anthropic's key.
  ANTHROPIC_API_KEY("", "the key for `anthropic`"),
  /// OpenAI's key.
  OPENAI_API_KEY("", "the key for `openai`"),
  /// Whether everything is logged.
  STIGMER_AGENT_RUNNER_DEBUG("false", "`true`: as LOG_LEVEL=DEBUG"),
  /// The socket between the commands and the worker.
  AGENT_RUNNER_SOCKET(
      "agent-runner.sock in the temporary folder",
      "the socket over which `health`, `run`, `cancel` and `agents` reach the worker; two workers on"
          + " one machine outside containers need one each");

  private final String fallback;
  private final String meaning;

  Variable(String fallback, String meaning) {
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /// What holds where it is not set; empty where nothing does.
  public String fallback() {
    return fallback;
  }

  /// What it is for, in Markdown on one line.
  public String meaning() {
    return meaning;
  }

  /// Whether its value must never be shown.
  boolean isSecret() {
    return name().endsWith("_API_KEY");
  }
}
