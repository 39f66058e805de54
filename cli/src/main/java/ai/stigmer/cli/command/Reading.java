package ai.stigmer.cli.command;

import ai.stigmer.cli.process.CancelledException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// A read that Ctrl-C ends: Java's own reads do not notice an interrupt.
final class Reading {

  private Reading() {}

  /// What was read.
  ///
  /// @throws CancelledException if this thread is interrupted
  static <T> T of(Supplier<T> read) {
    var reading = new FutureTask<>(read::get);
    Thread.ofPlatform().daemon().start(reading);
    try {
      return reading.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException own
          ? own
          : new IllegalStateException(failure);
    }
  }
}
