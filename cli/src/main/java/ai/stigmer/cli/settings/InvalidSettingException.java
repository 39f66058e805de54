package ai.stigmer.cli.settings;

import ai.stigmer.cli.problem.UserFailure;
import java.io.Serial;

/// A setting that a person has to mend; the summary names it and its place.
public final class InvalidSettingException extends UserFailure {

  @Serial private static final long serialVersionUID = 1L;

  /// Names the setting with its place, and says which form is expected.
  public InvalidSettingException(String summary, String remedy) {
    super(summary, remedy);
  }
}
