package ai.stigmer.agentrunner.command;

import java.io.Serial;

/// A command line that cannot be understood; the message is one sentence.
final class UsageException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UsageException(String sentence) {
    super(sentence);
  }
}
