package ai.stigmer.agentrunner.config;

import java.io.Serial;

/// A variable of the environment whose value cannot be used.
public final class InvalidSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidSettingException(String variable, String value, String expected) {
    super("%s is '%s'; expected %s".formatted(variable, value, expected));
  }
}
