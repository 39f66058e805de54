package ai.stigmer.release.github;

import java.io.Serial;

/// An answer that says no and will say so again. Whoever asked may know what it means; what nobody
/// knows becomes a problem in [ApiCalls#run].
final class RefusedAnswer extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient FailedAnswer answer;

  RefusedAnswer(FailedAnswer answer) {
    super(answer.toString());
    this.answer = answer;
  }

  FailedAnswer answer() {
    return answer;
  }

  /// Whether the thing asked for is not there: the only answer that means so.
  boolean isAbsent() {
    return answer.status() == 404;
  }
}
