package ai.stigmer.cli.process;

import java.io.IOException;
import java.io.Serial;

/// A program is there but cannot be started; its message is the system's reason.
public final class UnusableProgramException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  UnusableProgramException(IOException cause) {
    super(reason(cause), cause);
  }

  /// Java names the program and the system's number before the words, which are in parentheses.
  private static String reason(IOException cause) {
    return String.valueOf(cause.getMessage()).strip().replaceFirst("^.*\\((.+)\\)$", "$1");
  }
}
