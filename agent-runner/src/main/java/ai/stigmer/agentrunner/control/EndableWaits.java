package ai.stigmer.agentrunner.control;

import java.util.Optional;

/// The waits of one thread, which another may end. Between them the thread is never interrupted: a
/// write that is interrupted closes its channel, and the client would not hear why.
final class EndableWaits {

  private Optional<Thread> waiting = Optional.empty();
  private boolean ended;

  /// One wait, to be closed by the thread that waits.
  interface Wait extends AutoCloseable {
    @Override
    void close();
  }

  /// Begins a wait of this thread.
  ///
  /// @throws InterruptedException if the waits have been ended
  synchronized Wait begin() throws InterruptedException {
    if (ended) {
      throw new InterruptedException();
    }
    waiting = Optional.of(Thread.currentThread());
    return this::over;
  }

  /// Interrupts the wait that goes on, and lets none begin any more. Safe on any thread.
  synchronized void end() {
    ended = true;
    waiting.ifPresent(Thread::interrupt);
  }

  /// What waited may have come just before the interruption did.
  private synchronized void over() {
    waiting = Optional.empty();
    Thread.interrupted();
  }
}
