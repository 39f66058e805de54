package ai.stigmer.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for conditions, as long as a slow and busy machine may need.
public final class Waiting {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Waiting() {}

  /// Waits until something is so.
  ///
  /// @return whether it came to be so; if not, it never will
  public static boolean until(BooleanSupplier condition) {
    // The machine's clock may be set meanwhile.
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return true;
  }
}
