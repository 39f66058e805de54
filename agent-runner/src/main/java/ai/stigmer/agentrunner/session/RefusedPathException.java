package ai.stigmer.agentrunner.session;

import java.io.IOException;
import java.io.Serial;

/// A path given by a model that cannot be used. The message is a sentence for the model: it names
/// the path and tells what to give instead.
public final class RefusedPathException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  RefusedPathException(String message) {
    super(message);
  }
}
