package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.LanguageModels;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.llm.ModelSettings.Limits;
import ai.stigmer.agentrunner.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Asks a model something, and remembers what came back on the way.
///
/// @param models the models, which wait for nothing between attempts
/// @param pauses how long they would have waited
/// @param pieces the pieces of text
record Asking(LanguageModels models, List<Duration> pauses, List<String> pieces) {

  static final Secret KEY = Secret.of("key-that-nobody-may-see");

  /// With time enough for a slow machine.
  static final Limits PATIENT = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60));

  /// A model `m` of that provider at that address, with a key.
  static Asking at(URI url, Provider provider, Limits limits) {
    var pauses = new CopyOnWriteArrayList<Duration>();
    return new Asking(
        ConfiguredModels.of(settings(url, provider, limits), pauses::add),
        pauses,
        new CopyOnWriteArrayList<>());
  }

  static ModelSettings settings(URI url, Provider provider, Limits limits) {
    return new ModelSettings(
        provider, Optional.of("m"), Map.of(provider, url), Map.of(provider, KEY), limits);
  }

  static Asking at(ProviderServer server, Wire wire) {
    return at(server.url(), wire.provider(), PATIENT);
  }

  /// The model's answer to a greeting.
  Turn.Model greet() throws InterruptedException {
    return greet(pieces::add);
  }

  /// The model's answer to a greeting, piece by piece given to somebody else.
  Turn.Model greet(Consumer<String> partialText) throws InterruptedException {
    return models
        .named("")
        .reply("Be brief.", List.of(new Turn.User("Hello")), List.of(), partialText);
  }
}
