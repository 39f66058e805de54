package ai.stigmer.agentrunner.tool;

import java.io.Serial;

/// Arguments a tool cannot use. The message is a sentence for the model that wrote them.
final class InvalidArgumentsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidArgumentsException(String message) {
    super(message);
  }
}
