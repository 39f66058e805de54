package ai.stigmer.agentrunner.command;

import java.io.Serial;
import java.util.Objects;

/// A command line that cannot be understood; the message is one sentence.
final class UsageException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UsageException(String sentence) {
    super(sentence);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
