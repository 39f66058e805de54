package ai.stigmer.release.problem;

import ai.stigmer.release.problem.Problem.Kind;
import java.io.Serial;
import java.util.Optional;

/// A failure that was expected to be possible; anything else that is thrown is a bug of ours.
public final class ReleaseException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /// Fails with this problem.
  public ReleaseException(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  /// Fails with this problem, keeping what caused it for `--verbose`.
  public ReleaseException(Problem problem, Throwable cause) {
    super(problem.text(), cause);
    this.problem = problem;
  }

  /// A fault in usage, configuration or the source repository.
  public static ReleaseException input(String summary, String remedy) {
    return new ReleaseException(new Problem(Kind.INPUT, summary, "", remedy));
  }

  /// A credential that is missing or was refused.
  public static ReleaseException permission(String summary, String remedy) {
    return new ReleaseException(new Problem(Kind.PERMISSION, summary, "", remedy));
  }

  /// A published thing that stands in the way.
  public static ReleaseException conflict(String summary, String remedy) {
    return new ReleaseException(new Problem(Kind.CONFLICT, summary, "", remedy));
  }

  /// A remote service that failed.
  public static ReleaseException remote(String summary, String remedy) {
    return new ReleaseException(new Problem(Kind.REMOTE, summary, "", remedy));
  }

  /// A remote service, or this machine, that failed for a reason the cause tells.
  public static ReleaseException remote(String summary, String remedy, Throwable cause) {
    String detail =
        Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    return new ReleaseException(new Problem(Kind.REMOTE, summary, detail, remedy), cause);
  }

  /// What went wrong.
  public Problem problem() {
    return problem;
  }
}
