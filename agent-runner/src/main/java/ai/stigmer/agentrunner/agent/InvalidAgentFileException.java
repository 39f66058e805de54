package ai.stigmer.agentrunner.agent;

import java.io.Serial;

/// An agent file that cannot be used; the message is one sentence that names the line and what is
/// expected there.
public final class InvalidAgentFileException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  InvalidAgentFileException(int line, String problem) {
    super("The agent file's line %d: %s".formatted(line, problem));
  }

  InvalidAgentFileException(String problem) {
    super("The agent file " + problem);
  }
}
