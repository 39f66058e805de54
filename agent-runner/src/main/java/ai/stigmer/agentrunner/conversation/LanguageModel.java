package ai.stigmer.agentrunner.conversation;

import java.util.List;
import java.util.function.Consumer;

/// A language model that goes on with a conversation.
public interface LanguageModel {

  /// Asks the model for the next turn and waits for all of it. Whoever interrupts the calling
  /// thread ends the request to the model's provider too.
  ///
  /// @param instructions what the agent is told before the conversation
  /// @param turns the conversation so far; the last turn is a person's or a tool's
  /// @param tools what the model may ask for
  /// @param partialText gets each piece of the answer's text as it arrives, on any thread, never
  ///   after this method returned
  /// @throws ModelException if the model gave no usable answer, after the retries that make sense
  /// @throws InterruptedException if the calling thread was interrupted
  Turn.Model reply(
      String instructions,
      List<Turn> turns,
      List<ToolSpecification> tools,
      Consumer<String> partialText)
      throws InterruptedException;
}
