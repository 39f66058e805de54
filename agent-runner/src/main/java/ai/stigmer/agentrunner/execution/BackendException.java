package ai.stigmer.agentrunner.execution;

import java.io.Serial;

/// A server that did not do what it was asked to. The message is a sentence for the person who runs
/// the agent: it names the server, tells what happened and what to do, and holds no secret.
public final class BackendException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /// A failure in words, without a cause worth a developer's look.
  public BackendException(String message) {
    super(message);
  }

  /// A failure in words.
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
