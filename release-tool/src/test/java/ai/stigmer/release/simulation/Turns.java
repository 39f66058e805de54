package ai.stigmer.release.simulation;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whose turn it is. Of several runs exactly one goes at a time, from one request to the next; the
/// turn is handed over from run to run, and whoever has it decides who is next. So the same
/// decisions always give the same story.
final class Turns {

  private final Choice choice;
  private final Semaphore pausing = new Semaphore(0);
  private List<Run> racing = List.of();
  private @Nullable Throwable failure;

  /// Which run goes on.
  interface Choice {

    /// One of those that have a request to make.
    ///
    /// @param last the one that went last, if it is among them
    Run next(List<Run> ready, Run last);
  }

  Turns(Choice choice) {
    this.choice = choice;
  }

  /// The runs that are at it now; none if one goes alone.
  List<Run> racing() {
    return racing;
  }

  /// Lets runs go until all are over.
  ///
  /// @param body what each of them does
  void play(List<Run> runs, Consumer<Run> body) {
    racing = runs;
    for (Run run : runs) {
      Thread.ofVirtual()
          .start(() -> {
            body.accept(run);
            passOn(run);
          });
      pausing.acquireUninterruptibly();
    }
    List<Run> ready = ready();
    if (!ready.isEmpty()) {
      choose(ready, ready.getFirst()).giveTurn();
      pausing.acquireUninterruptibly();
    }
    racing = List.of();
  }

  /// Waits until it is a run's turn to make a request.
  ///
  /// @throws Died if the runs were ended meanwhile
  void take(Run run, Request intended) {
    if (racing.isEmpty()) {
      return;
    }
    boolean first = !run.isReady();
    run.intends(intended);
    if (first) {
      pausing.release();
      run.awaitTurn();
    } else {
      Run next = choose(ready(), run);
      if (next != run) {
        next.giveTurn();
        run.awaitTurn();
      }
    }
    if (run.isDead()) {
      throw new Died();
    }
  }

  /// Ends all runs, because of this.
  void fail(Throwable bug) {
    if (failure == null) {
      failure = bug;
    }
    racing.forEach(Run::die);
  }

  /// Throws what ended the runs, if anything did.
  void rethrow() {
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void passOn(Run run) {
    List<Run> ready = ready();
    long over = racing.stream().filter(Run::isOver).count();
    boolean started = ready.size() + over == racing.size();
    if (ready.isEmpty() || !started) {
      pausing.release();
    } else {
      choose(ready, run).giveTurn();
    }
  }

  private Run choose(List<Run> ready, Run last) {
    if (failure != null) {
      return ready.getFirst();
    }
    try {
      return choice.next(ready, last);
    } catch (Throwable abandoned) {
      fail(abandoned);
      return ready.getFirst();
    }
  }

  private List<Run> ready() {
    return racing.stream().filter(Run::isReady).toList();
  }
}
