package ai.stigmer.cli.runtime;

import ai.stigmer.cli.problem.UserFailure;
import java.io.Serial;

/// The runtime is there and refused what was asked of it.
public class RuntimeFailure extends UserFailure {

  @Serial private static final long serialVersionUID = 1L;

  /// Names what was refused, with the runtime's own words, and says what to do about it.
  public RuntimeFailure(String summary, String remedy) {
    super(summary, remedy);
  }
}
