package ai.stigmer.agentrunner.control;

import java.io.Serial;
import java.util.Objects;

/// A socket that cannot be opened or reached; the message is one sentence with its remedy.
public final class ControlSocketException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ControlSocketException(String sentence) {
    super(sentence);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
