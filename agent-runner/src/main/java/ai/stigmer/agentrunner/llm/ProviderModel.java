package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.secret.Secret;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model of a provider.
///
/// @param pause waits between attempts
record ProviderModel(
    Endpoint endpoint, ModelSettings.Limits limits, HttpClient client, Attempts.Pause pause)
    implements LanguageModel {

  /// What Anthropic is told to write at most, since it demands to be told; all its present models
  /// can.
  private static final int ANTHROPIC_TOKENS = 16_000;

  /// Asks again after a failure that may pass, but not once text was given out: a person would read
  /// two beginnings.
  @Override
  public Turn.Model reply(
      String instructions,
      List<Turn> turns,
      List<ToolSpecification> tools,
      Consumer<String> partialText)
      throws InterruptedException {
    Deadline deadline = Deadline.in(limits.total());
    StreamingChatModel model =
        connect(new StreamingHttp(client, endpoint, limits.silence(), deadline));
    ChatRequest request =
        Messages.request(endpoint.choice().provider(), instructions, turns, tools);
    for (int made = 1; ; made++) {
      var answer = new Answer(partialText);
      try {
        model.chat(request, answer);
        return answer.turn(ids(turns));
      } catch (InterruptedAttempt interrupted) {
        throw interrupted.interruption();
      } catch (FailedAttempt failed) {
        answer.rethrow();
        Optional<Duration> wait =
            answer.hasBegun()
                ? Optional.empty()
                : Attempts.pauseAfter(made, failed.failure(), deadline);
        if (wait.isEmpty()) {
          throw new Sentences(endpoint, limits).of(failed, made, answer.hasBegun());
        }
        pause.last(wait.get());
      }
    }
  }

  private StreamingChatModel connect(StreamingHttp http) {
    String url = endpoint.baseUrl().toString();
    String name = endpoint.choice().name();
    @Nullable String key = endpoint.key().map(Secret::reveal).orElse(null);
    return switch (endpoint.choice().provider()) {
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url)
              .customHeaders(key == null ? Map.of() : Map.of("Authorization", "Bearer " + key))
              .modelName(name)
              .build();
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url)
              .apiKey(key)
              .modelName(name)
              .maxTokens(ANTHROPIC_TOKENS)
              .build();
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url)
              .apiKey(key)
              .modelName(name)
              .build();
    };
  }

  private static Set<String> ids(List<Turn> turns) {
    return turns.stream()
        .flatMap(turn ->
            turn instanceof Turn.Model(_, List<ToolRequest> requests)
                ? requests.stream()
                : Stream.empty())
        .map(ToolRequest::id)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
