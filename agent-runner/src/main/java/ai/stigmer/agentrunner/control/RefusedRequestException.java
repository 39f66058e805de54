package ai.stigmer.agentrunner.control;

import java.io.Serial;
import java.util.Objects;

/// A request that cannot be done as it is; the message is one sentence for the person who asked.
public final class RefusedRequestException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /// A refusal with its reason and remedy.
  public RefusedRequestException(String sentence) {
    super(sentence);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
