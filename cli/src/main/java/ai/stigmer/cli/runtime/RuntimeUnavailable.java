package ai.stigmer.cli.runtime;

import ai.stigmer.cli.problem.UserFailure;
import java.io.Serial;

/// There is no container runtime that can be used.
public final class RuntimeUnavailable extends UserFailure {

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// Why it cannot be used.
  public enum Reason {
    NOT_INSTALLED,
    NOT_RUNNING,
    PERMISSION_DENIED,
    /// It runs, but has taken too long to answer.
    NOT_ANSWERING,
    /// It is there, but too old, on another machine, or of no use for another reason that the
    /// summary tells.
    UNUSABLE
  }

  /// Names the runtime, and says what to do about it on this operating system.
  public RuntimeUnavailable(Reason reason, String summary, String remedy) {
    super(summary, remedy);
    this.reason = reason;
  }

  /// Why it cannot be used.
  public Reason reason() {
    return reason;
  }
}
