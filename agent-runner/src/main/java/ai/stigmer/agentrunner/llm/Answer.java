package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.Turn;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Collects one answer as it arrives.
final class Answer implements StreamingChatResponseHandler {

  private final Consumer<String> partialText;
  private Optional<ChatResponse> response = Optional.empty();
  private Optional<RuntimeException> refusal = Optional.empty();
  private Optional<FailedAttempt> unusable = Optional.empty();
  private boolean begun;

  Answer(Consumer<String> partialText) {
    this.partialText = partialText;
  }

  /// Whether text was given out, which cannot be taken back.
  boolean hasBegun() {
    return begun;
  }

  /// Gives the text on. A listener that throws ends the answer.
  @Override
  public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
    begun = true;
    try {
      partialText.accept(piece.text());
    } catch (RuntimeException refused) {
      refusal = Optional.of(refused);
      context.streamingHandle().cancel();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    response = Optional.of(complete);
  }

  @Override
  public void onError(Throwable unread) {
    unusable = unusable.or(() -> Optional.of(new FailedAttempt(new Failure.Nonsense(), unread)));
  }

  /// Throws what the listener threw, if it did.
  void rethrow() {
    refusal.ifPresent(refused -> {
      throw refused;
    });
  }

  /// The answer as a turn. A tool request without an id, or with one the conversation knows
  /// already, gets a new one.
  ///
  /// @param ids the ids in the conversation; those of this turn are added
  /// @throws FailedAttempt if it is no usable answer
  Turn.Model turn(Set<String> ids) {
    rethrow();
    unusable.ifPresent(failed -> {
      throw failed;
    });
    ChatResponse complete = response.orElseThrow(() -> new FailedAttempt(new Failure.BrokenOff()));
    if (complete.finishReason() == FinishReason.LENGTH) {
      throw new FailedAttempt(new Failure.Cut());
    }
    var turn =
        new Turn.Model(
            Objects.requireNonNullElse(complete.aiMessage().text(), ""),
            complete.aiMessage().toolExecutionRequests().stream()
                .map(request -> request(request, ids))
                .toList());
    if (turn.text().isBlank() && turn.toolRequests().isEmpty()) {
      throw new FailedAttempt(new Failure.Empty());
    }
    return turn;
  }

  private static ToolRequest request(ToolExecutionRequest request, Set<String> ids) {
    String id = Objects.requireNonNullElse(request.id(), "");
    if (id.isBlank() || !ids.add(id)) {
      // OpenAI takes 40 characters.
      id = "call-" + UUID.randomUUID().toString().replace("-", "");
      ids.add(id);
    }
    return new ToolRequest(
        id,
        Objects.requireNonNullElse(request.name(), ""),
        Objects.requireNonNullElse(request.arguments(), "{}"));
  }
}
