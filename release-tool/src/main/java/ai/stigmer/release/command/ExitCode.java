package ai.stigmer.release.command;

import ai.stigmer.release.problem.Problem;

/// How a command ends, for the caller's eyes.
final class ExitCode {

  /// The wanted world was read back, or the question was answered.
  static final int CONVERGED = 0;

  /// Something failed; running again converges. In `rehearse`: a promise was broken.
  static final int FAILED = 1;

  /// Usage, configuration, git state or a credential: a person must mend it first.
  static final int INPUT = 2;

  /// Refused: it would break what is published.
  static final int REFUSED = 3;

  /// Changes are pending, or the published release drifted.
  static final int PENDING = 4;

  /// A bug of ours.
  static final int BUG = 70;

  private ExitCode() {}

  /// The code for a kind of problem.
  static int of(Problem.Kind kind) {
    return switch (kind) {
      case INPUT, PERMISSION -> INPUT;
      case CONFLICT -> REFUSED;
      case REMOTE -> FAILED;
    };
  }
}
