package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.LanguageModels;
import ai.stigmer.agentrunner.conversation.ModelException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/// The models that the settings tell of. Nothing of LangChain4j is loaded before one is named.
public final class ConfiguredModels implements LanguageModels {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final ModelSettings settings;
  private final Attempts.Pause pause;
  private Optional<HttpClient> client = Optional.empty();

  private ConfiguredModels(ModelSettings settings, Attempts.Pause pause) {
    this.settings = settings;
    this.pause = pause;
  }

  /// The models of those settings, which are judged when a model is named.
  public static LanguageModels of(ModelSettings settings) {
    return new ConfiguredModels(settings, Thread::sleep);
  }

  /// The same with another way of waiting between attempts.
  static LanguageModels of(ModelSettings settings, Attempts.Pause pause) {
    return new ConfiguredModels(settings, pause);
  }

  /// @throws ModelException if the model needs a key that is not there, or would lose it
  @Override
  public LanguageModel named(String name) {
    return new ProviderModel(
        Endpoint.of(ModelChoice.of(name, settings), settings), settings.limits(), client(), pause);
  }

  /// One client for all: it keeps connections, and a thread that watches them. HTTP/1.1, where
  /// giving an answer up closes its connection.
  private synchronized HttpClient client() {
    HttpClient present =
        client.orElseGet(() ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
    client = Optional.of(present);
    return present;
  }
}
