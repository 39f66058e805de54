package ai.stigmer.agentrunner.config;

import java.io.Serial;
import java.util.List;

/// An environment that cannot be used, with everything that is wrong in it.
public final class InvalidSettingsException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final List<String> complaints;

  InvalidSettingsException(List<String> complaints) {
    super(String.join("\n", complaints));
    this.complaints = List.copyOf(complaints);
  }

  /// One sentence for each variable that has to be changed.
  public List<String> complaints() {
    return complaints;
  }
}
