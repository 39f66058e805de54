package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Which models this worker may use.
///
/// @param provider whose models are meant if a name does not tell
/// @param model the model for those who name none; the provider's default if empty
/// @param baseUrls where providers are reached, if not at their own address
/// @param keys the keys there are
/// @param limits how long an answer may take
public record ModelSettings(
    Provider provider,
    Optional<String> model,
    Map<Provider, URI> baseUrls,
    Map<Provider, Secret> keys,
    Limits limits) {

  /// Copies the maps.
  ///
  /// @throws IllegalArgumentException in a sentence, if a base URL is no address of a server
  public ModelSettings {
    baseUrls = Map.copyOf(baseUrls);
    keys = Map.copyOf(keys);
    baseUrls.values().forEach(BaseUrl::check);
  }

  /// How long an answer may take.
  ///
  /// @param silence the longest pause between two pieces of an answer that has begun
  /// @param total from asking to the whole answer, retries included
  public record Limits(Duration silence, Duration total) {

    /// Two minutes and five.
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(5));
  }
}
