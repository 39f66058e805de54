package ai.stigmer.agentrunner.llm;

import ai.stigmer.agentrunner.json.JsonValue;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.Optional;

/// Stands before LangChain4j's reader of an answer, which logs and skips whatever it cannot use:
/// here the first piece that is no JSON object, reports an error or cannot be used ends the answer.
final class CheckedEvents implements ServerSentEventListener {

  private static final String DONE = "[DONE]";

  private final ServerSentEventListener reader;
  private final Endpoint endpoint;
  private final ToolCallNumbers numbers = new ToolCallNumbers();
  private Optional<FailedAttempt> failure = Optional.empty();
  private boolean any;
  private boolean complete;

  CheckedEvents(ServerSentEventListener reader, Endpoint endpoint) {
    this.reader = reader;
    this.endpoint = endpoint;
  }

  @Override
  public void onOpen(SuccessfulHttpResponse response) {
    reader.onOpen(response);
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    if (failure.isPresent() || event.data().isBlank()) {
      return;
    }
    any = true;
    try {
      reader.onEvent(checked(event), context);
    } catch (FailedAttempt failed) {
      failure = Optional.of(failed);
    } catch (RuntimeException unusable) {
      failure = Optional.of(new FailedAttempt(new Failure.Nonsense(), unusable));
    }
    if (failure.isPresent()) {
      context.parsingHandle().cancel();
    }
  }

  @Override
  public void onError(Throwable broken) {
    failure = failure.or(() -> Optional.of(new FailedAttempt(new Failure.BrokenOff(), broken)));
  }

  /// Tells the reader that all has come.
  ///
  /// @param bytes whether the body had any
  /// @throws FailedAttempt if that is not so
  void end(boolean bytes) {
    failure.ifPresent(failed -> {
      throw failed;
    });
    if (!complete) {
      throw new FailedAttempt(bytes && !any ? new Failure.Nonsense() : new Failure.BrokenOff());
    }
    reader.onClose();
  }

  private ServerSentEvent checked(ServerSentEvent event) {
    if (event.data().equals(DONE)) {
      complete = true;
      return event;
    }
    JsonValue piece =
        ServerWords.object(event.data())
            .orElseThrow(() -> new FailedAttempt(new Failure.Nonsense()));
    ServerWords.error(piece, endpoint)
        .ifPresent(error -> {
          throw new FailedAttempt(error);
        });
    complete = complete || isLast(piece);
    return numbers.set(piece) ? new ServerSentEvent(event.event(), piece.toString()) : event;
  }

  /// Each provider has its own last word.
  private static boolean isLast(JsonValue piece) {
    return piece.get("done").truth().orElse(false)
        || piece.get("type").text().filter("message_stop"::equals).isPresent()
        || piece.get("choices").first().get("finish_reason").text().isPresent();
  }
}
