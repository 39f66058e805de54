package ai.stigmer.cli.server;

import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The key that a provider of models asks for.
final class ModelKey {

  /// The variable that holds the key of any provider.
  static final String VARIABLE = Setting.LLM_API_KEY.variable();

  private static final Set<String> WITHOUT_KEY = Set.of("ollama");

  private ModelKey() {}

  /// The provider whose key is nowhere to be found; nothing if none is needed.
  static Optional<String> missingFor(Settings settings, Map<String, String> environment) {
    return settings
        .find(Setting.LLM_PROVIDER)
        .filter(provider -> !WITHOUT_KEY.contains(provider))
        .filter(provider ->
            settings.find(Setting.LLM_API_KEY).isEmpty()
                && environment.getOrDefault(variableOf(provider), "").isEmpty());
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
