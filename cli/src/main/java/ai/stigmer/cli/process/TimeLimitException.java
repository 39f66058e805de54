package ai.stigmer.cli.process;

import java.io.Serial;

/// A program did not end in time and was ended.
public final class TimeLimitException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TimeLimitException() {
    super("the program did not end in time");
  }
}
