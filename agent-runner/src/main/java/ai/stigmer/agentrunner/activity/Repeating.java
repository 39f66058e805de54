package ai.stigmer.agentrunner.activity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/// Something done again and again, on a thread of its own, until it is closed.
final class Repeating implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Repeating.class.getName());

  private final Thread thread;

  private Repeating(Thread thread) {
    this.thread = thread;
  }

  /// What is repeated. A failure is logged, and the next time may do better.
  @FunctionalInterface
  interface Action {

    /// Does it once.
    void run() throws InterruptedException;
  }

  /// Begins with the first time.
  static Repeating every(Supplier<Duration> pause, String name, Action action) {
    return new Repeating(Thread.ofVirtual().name(name).start(() -> repeat(pause, name, action)));
  }

  private static void repeat(Supplier<Duration> pause, String name, Action action) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          action.run();
        } catch (RuntimeException failure) {
          LOG.log(Level.WARNING, name + " failed: " + failure);
        }
        Thread.sleep(pause.get());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Interrupts what is being done and waits for its end, unless the calling thread is interrupted
  /// itself.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }
}
