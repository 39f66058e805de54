package ai.stigmer.agentrunner.llm;

import java.util.Map;
import java.util.Optional;

/// Which model a name means.
///
/// @param provider who serves it
/// @param name what the provider calls it
record ModelChoice(Provider provider, String name) {

  /// What people call Anthropic's models, and what its API does.
  private static final Map<String, String> FRIENDLY_NAMES =
      Map.of(
          "claude-haiku-4.5", "claude-haiku-4-5-20251001",
          "claude-opus-4.1", "claude-opus-4-1-20250805",
          "claude-opus-4.5", "claude-opus-4-5-20251101",
          "claude-opus-4.6", "claude-opus-4-6",
          "claude-sonnet-4.5", "claude-sonnet-4-5-20250929",
          "claude-sonnet-4.6", "claude-sonnet-4-6");

  /// The model that is asked for. A name tells its provider by `provider/name` or by how it begins;
  /// else it is the configured provider's. The configured model is always the configured
  /// provider's, and so is every name where an OpenAI-compatible server of one's own is configured:
  /// such a server has names of its own.
  static ModelChoice of(String asked, ModelSettings settings) {
    Provider configured = settings.provider();
    if (asked.isBlank()) {
      return called(settings.model().orElse(configured.defaultModel()), configured);
    }
    if (configured == Provider.OPENAI && settings.baseUrls().containsKey(configured)) {
      return new ModelChoice(configured, asked);
    }
    int slash = asked.indexOf('/');
    return (slash < 0 ? Optional.<Provider>empty() : Provider.labelled(asked.substring(0, slash)))
        .map(provider -> called(asked.substring(slash + 1), provider))
        .orElseGet(() -> called(asked, byBeginning(asked).orElse(configured)));
  }

  private static ModelChoice called(String name, Provider provider) {
    return new ModelChoice(
        provider, provider == Provider.ANTHROPIC ? FRIENDLY_NAMES.getOrDefault(name, name) : name);
  }

  private static Optional<Provider> byBeginning(String name) {
    if (name.startsWith("claude-")) {
      return Optional.of(Provider.ANTHROPIC);
    }
    // OpenAI's open models are served by others.
    if (name.matches("(gpt-(?!oss)|chatgpt-|o\\d(-|$)).*")) {
      return Optional.of(Provider.OPENAI);
    }
    return Optional.empty();
  }
}
