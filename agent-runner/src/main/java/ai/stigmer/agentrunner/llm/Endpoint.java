package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.secret.Redactor;
import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.util.Optional;

/// Where a model is served, and with what key.
///
/// @param choice the model
/// @param baseUrl what the API's paths are appended to
/// @param ownAddress whether that is the provider's own address, not one from the settings
/// @param key the key, if there is one
/// @param keyVariables the variables of the environment that may hold the key, for people
record Endpoint(
    ModelChoice choice,
    URI baseUrl,
    boolean ownAddress,
    Optional<Secret> key,
    String keyVariables) {

  /// The endpoint of a model.
  ///
  /// @throws ModelException if the key is missing, or would be sent in the clear
  static Endpoint of(ModelChoice choice, ModelSettings settings) {
    Provider provider = choice.provider();
    Optional<URI> configured = Optional.ofNullable(settings.baseUrls().get(provider));
    boolean main = provider == settings.provider();
    var endpoint =
        new Endpoint(
            choice,
            configured
                .map(url -> BaseUrl.complete(url, provider))
                .orElse(provider.defaultBaseUrl()),
            configured.isEmpty(),
            Optional.ofNullable(settings.keys().get(provider)),
            provider
                .keyVariable()
                .map(variable -> main ? variable + " or STIGMER_LLM_API_KEY" : variable)
                .orElse("STIGMER_LLM_API_KEY"));
    if (endpoint.key.isEmpty() && endpoint.needsKey()) {
      throw new ModelException(
          "%s needs a key: set %s%s"
              .formatted(
                  endpoint.name(),
                  endpoint.keyVariables,
                  main ? "." : ", or name a model of " + settings.provider().label() + "."));
    }
    if (endpoint.key.isPresent() && BaseUrl.isReadableByOthers(endpoint.baseUrl)) {
      throw new ModelException(
          "The key of %s is not sent to %s, where everybody on the way could read it: use https."
              .formatted(endpoint.name(), endpoint.baseUrl));
    }
    return endpoint;
  }

  /// The model as the sentences of a failure name it.
  String name() {
    return "Model '%s' of %s".formatted(choice.name(), choice.provider().label());
  }

  /// That text without the key in it.
  String withoutKey(String text) {
    return new Redactor(key.stream().toList()).redact(text);
  }

  private boolean needsKey() {
    return switch (choice.provider()) {
      case OLLAMA -> false;
      case ANTHROPIC -> true;
      case OPENAI -> ownAddress;
    };
  }
}
