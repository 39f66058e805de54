package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The key that a provider of models asks for.
final class ModelKey {

  /// The variable that holds the key of any provider.
  static final String VARIABLE = Setting.LLM_API_KEY.variable();

  private ModelKey() {}

  /// The provider whose key is nowhere to be found; nothing if none is needed.
  static Optional<String> missingFor(Settings settings, Map<String, String> environment) {
    return settings
        .find(Setting.LLM_PROVIDER)
        .filter(provider -> isNeeded(provider, settings))
        .filter(provider ->
            settings.find(Setting.LLM_API_KEY).isEmpty()
                && environment.getOrDefault(variableOf(provider), "").isEmpty());
  }

  /// Servers of one's own that speak OpenAI's language mostly ask for none.
  private static boolean isNeeded(String provider, Settings settings) {
    return switch (provider) {
      case "ollama" -> false;
      case "openai" -> settings.find(Setting.LLM_BASE_URL).isEmpty();
      default -> true;
    };
  }

  /// The failure of a start that nobody can be asked for the key.
  static UserFailure missing(String provider) {
    return new UserFailure(
        "The models of %s need a key, and there is none.".formatted(provider),
        "Set %s or %s.".formatted(variableOf(provider), VARIABLE));
  }

  private static String variableOf(String provider) {
    return provider.toUpperCase(Locale.ROOT) + "_API_KEY";
  }
}
