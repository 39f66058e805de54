package ai.stigmer.cli.problem;

import java.io.Serial;
import java.util.Objects;

/// A failure that a person can mend. Its message is the summary; neither part ever holds a secret.
public class UserFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String remedy;

  /// Names what failed, in one sentence, and says what to do about it.
  public UserFailure(String summary, String remedy) {
    super(summary);
    this.remedy = Objects.requireNonNull(remedy);
  }

  /// What failed, in one sentence.
  public final String summary() {
    return Objects.requireNonNull(getMessage());
  }

  /// What to do about it.
  public final String remedy() {
    return remedy;
  }
}
