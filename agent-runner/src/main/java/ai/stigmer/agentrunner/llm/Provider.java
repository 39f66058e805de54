package ai.stigmer.agentrunner.llm;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who serves models, and how it is reached unless it is told otherwise.
public enum Provider {
  /// Models on one's own machine.
  OLLAMA("qwen2.5-coder:7b", "http://localhost:11434", ""),
  /// Anthropic's Messages API.
  ANTHROPIC("claude-sonnet-4.5", "https://api.anthropic.com/v1", "/v1"),
  /// OpenAI's Chat Completions API, which many other servers speak too.
  OPENAI("gpt-4", "https://api.openai.com/v1", "/v1");

  private final String defaultModel;
  private final URI defaultBaseUrl;
  private final String usualPath;

  Provider(String defaultModel, String defaultBaseUrl, String usualPath) {
    this.defaultModel = defaultModel;
    this.defaultBaseUrl = URI.create(defaultBaseUrl);
    this.usualPath = usualPath;
  }

  /// The provider of that label.
  public static Optional<Provider> labelled(String label) {
    return Arrays.stream(values()).filter(provider -> provider.label().equals(label)).findFirst();
  }

  /// What a person calls it: its name in lower case.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The model it is asked for if nobody names one.
  public String defaultModel() {
    return defaultModel;
  }

  /// The variable of the environment with this provider's own key; ollama has none.
  public Optional<String> keyVariable() {
    return switch (this) {
      case OLLAMA -> Optional.empty();
      case ANTHROPIC -> Optional.of("ANTHROPIC_API_KEY");
      case OPENAI -> Optional.of("OPENAI_API_KEY");
    };
  }

  URI defaultBaseUrl() {
    return defaultBaseUrl;
  }

  /// Where the API's paths begin on a server that is named without a path.
  String usualPath() {
    return usualPath;
  }
}
