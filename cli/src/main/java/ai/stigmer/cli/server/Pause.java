package ai.stigmer.cli.server;

import ai.stigmer.cli.process.CancelledException;

/// A wait that Ctrl-C ends.
final class Pause {

  private Pause() {}

  /// Waits.
  ///
  /// @throws CancelledException if this thread is interrupted
  static void of(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    }
  }
}
