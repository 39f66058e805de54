package ai.stigmer.agentrunner.session;

import java.io.Serial;

/// A session that cannot be used. The message is a sentence for the person who runs the worker: it
/// names the session or the file, and tells what to do.
public final class SessionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SessionException(String message) {
    super(message);
  }

  SessionException(String message, Throwable cause) {
    super(message, cause);
  }
}
