package ai.stigmer.agentrunner.config;

import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.util.Optional;

/// What the environment says of the model; what holds where it says nothing is the models' own
/// matter.
///
/// @param provider who serves it
/// @param model its name, which may be a friendly one
/// @param baseUrl the provider's address, whichever the provider
/// @param ollamaBaseUrl Ollama's address
/// @param apiKey the provider's key, whichever the provider
/// @param anthropicApiKey Anthropic's key
/// @param openaiApiKey OpenAI's key
public record ModelVariables(
    Provider provider,
    Optional<String> model,
    Optional<URI> baseUrl,
    URI ollamaBaseUrl,
    Optional<Secret> apiKey,
    Optional<Secret> anthropicApiKey,
    Optional<Secret> openaiApiKey) {}
