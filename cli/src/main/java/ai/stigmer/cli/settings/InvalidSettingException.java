package ai.stigmer.cli.settings;

import java.io.Serial;

/// A setting that a person has to mend; the message is a sentence that names it and its place.
public final class InvalidSettingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidSettingException(String message) {
    super(message);
  }

  InvalidSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
