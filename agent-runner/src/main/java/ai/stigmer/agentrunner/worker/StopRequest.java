package ai.stigmer.agentrunner.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whether somebody asked the worker to stop; once asked, it stays so.
public final class StopRequest {

  private final CountDownLatch asked = new CountDownLatch(1);

  /// Asks the worker to stop.
  ///
  /// @return whether nobody had asked before
  public synchronized boolean ask() {
    boolean first = !isAsked();
    asked.countDown();
    return first;
  }

  /// Whether the worker has been asked to stop.
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /// Waits until the worker is asked to stop.
  public void await() throws InterruptedException {
    asked.await();
  }

  /// Waits at most that long.
  ///
  /// @return whether the worker has been asked to stop
  public boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
