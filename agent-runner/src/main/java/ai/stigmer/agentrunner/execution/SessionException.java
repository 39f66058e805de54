package ai.stigmer.agentrunner.execution;

import java.io.Serial;

/// A session that cannot be opened or written. The message is a sentence for the person who runs
/// the agent.
public final class SessionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /// A failure in words, without a cause worth a developer's look.
  public SessionException(String message) {
    super(message);
  }

  /// A failure in words.
  public SessionException(String message, Throwable cause) {
    super(message, cause);
  }
}
