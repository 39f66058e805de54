package ai.stigmer.agentrunner.control;

import java.io.Serial;
import java.util.Objects;

/// A request that may be right but cannot be done now, because Temporal does not answer; the
/// message is one sentence for the person who asked.
public final class UnavailableException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /// What does not answer, and why.
  public UnavailableException(String sentence) {
    super(sentence);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
