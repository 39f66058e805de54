package ai.stigmer.cli.stamp;

import java.io.Serial;
import java.nio.file.Path;

/// A stamp that is there but is not what a release writes.
public final class DamagedStampException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DamagedStampException(Path stamp, Throwable cause) {
    super("%s is damaged (%s); install stigmer again".formatted(stamp, cause.getMessage()), cause);
  }
}
