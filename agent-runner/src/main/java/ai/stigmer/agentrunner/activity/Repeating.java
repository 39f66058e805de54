package ai.stigmer.agentrunner.activity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Something done again and again, on a thread of its own, until it is closed.
final class Repeating implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Repeating.class.getName());

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Repeating(Supplier<Duration> pause, String name, Action action) {
    thread = Thread.ofVirtual().name(name).unstarted(() -> repeat(pause, name, action));
  }

  /// What is repeated. A failure is logged, and the next time may do better.
  @FunctionalInterface
  interface Action {

    /// Does it once.
    void run() throws InterruptedException;
  }

  /// Begins, with the first pause.
  static Repeating every(Supplier<Duration> pause, String name, Action action) {
    var repeating = new Repeating(pause, name, action);
    repeating.thread.start();
    return repeating;
  }

  private void repeat(Supplier<Duration> pause, String name, Action action) {
    try {
      while (!closed.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          action.run();
        } catch (RuntimeException failure) {
          LOG.log(Level.WARNING, name + " failed: " + failure);
        }
      }
    } catch (InterruptedException aborted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets what is being done come to its end, waits for nothing, and does it no more.
  @Override
  public void close() {
    closed.countDown();
  }

  /// Interrupts what is being done and waits for its end, even if the calling thread is interrupted
  /// itself, which it still is then.
  void abort() {
    close();
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
