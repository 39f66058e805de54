package ai.stigmer.agentrunner.config;

/// Who serves the model.
public enum Provider {
  /// A local Ollama.
  OLLAMA,
  /// Anthropic.
  ANTHROPIC,
  /// OpenAI, or whoever speaks its API.
  OPENAI
}
