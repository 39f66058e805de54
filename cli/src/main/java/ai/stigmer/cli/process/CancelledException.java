package ai.stigmer.cli.process;

import java.io.Serial;

/// The calling thread was interrupted; its mark is set again, and what it had started is ended.
public final class CancelledException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /// Keeps the interrupt as its cause.
  public CancelledException(InterruptedException cause) {
    super("interrupted", cause);
  }
}
