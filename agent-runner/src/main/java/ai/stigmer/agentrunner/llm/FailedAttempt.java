package ai.stigmer.agentrunner.llm;

import java.io.Serial;

/// Ends an attempt that gave no answer; thrown through LangChain4j.
final class FailedAttempt extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FailedAttempt(Failure failure) {
    super(failure.getClass().getSimpleName());
    this.failure = failure;
  }

  FailedAttempt(Failure failure, Throwable cause) {
    super(failure.getClass().getSimpleName(), cause);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
