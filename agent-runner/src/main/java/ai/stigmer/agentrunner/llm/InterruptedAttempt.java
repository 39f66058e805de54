package ai.stigmer.agentrunner.llm;

import java.io.Serial;

/// Carries an interruption through LangChain4j, which declares none.
final class InterruptedAttempt extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final InterruptedException interruption;

  InterruptedAttempt(InterruptedException interruption) {
    super(interruption);
    this.interruption = interruption;
  }

  InterruptedException interruption() {
    return interruption;
  }
}
