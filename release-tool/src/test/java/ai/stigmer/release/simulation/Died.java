package ai.stigmer.release.simulation;

import java.io.Serial;

/// The process of a run is gone, as with kill -9: nothing of it catches this, and it asks for
/// nothing any more.
final class Died extends Error {

  @Serial private static final long serialVersionUID = 1L;

  Died() {
    super("killed", null, false, false);
  }
}
