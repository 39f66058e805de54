package ai.stigmer.agentrunner.conversation;

import java.io.Serial;

/// A model that gave no usable answer. The message is a sentence for the person who runs the agent:
/// it names the provider and the model, tells what happened and what to do, and holds no secret.
public final class ModelException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /// A failure in words, without a cause worth a developer's look.
  public ModelException(String message) {
    super(message);
  }

  /// A failure in words.
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
