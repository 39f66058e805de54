package ai.stigmer.agentrunner.json;

/// A text is not the JSON it should be. The message says what is wrong with it.
public final class MalformedJsonException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedJsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
