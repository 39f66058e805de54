package ai.stigmer.cli.process;

/// A wait that Ctrl-C ends.
public final class Pause {

  private Pause() {}

  /// Waits.
  ///
  /// @throws CancelledException if this thread is interrupted
  public static void of(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    }
  }
}
