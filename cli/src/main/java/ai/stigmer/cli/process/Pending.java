package ai.stigmer.cli.process;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// An answer that is fetched beside the thread that wants it.
public final class Pending<T> {

  private final FutureTask<T> task;

  private Pending(FutureTask<T> task) {
    this.task = task;
  }

  /// Begins to fetch an answer. What cannot be interrupted, such as the reading of a terminal, does
  /// not keep this program alive.
  public static <T> Pending<T> of(Supplier<T> question) {
    var task = new FutureTask<>(question::get);
    Thread.ofPlatform().daemon().start(task);
    return new Pending<>(task);
  }

  /// The answer, as soon as it is there; what its question threw is thrown.
  ///
  /// @throws CancelledException if this thread is interrupted, as the other then is too
  public T get() {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case RuntimeException own -> throw own;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
  }
}
