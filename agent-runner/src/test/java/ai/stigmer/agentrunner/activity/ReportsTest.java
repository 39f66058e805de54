package ai.stigmer.agentrunner.activity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.execution.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportsTest {

  private final ExecutionRecord record = new ExecutionRecord(Instant.EPOCH);
  private final Ear ear = new Ear();

  /// Else a model that says much would fill Temporal's history.
  @Test
  void whatChangesWhileOneThingIsToldIsToldAsOne() throws InterruptedException {
    try (Reports _ = Reports.of(record, ear)) {
      ear.awaitTelling();
      for (String reason : List.of("one", "two", "three")) {
        record.fail(reason, Instant.EPOCH);
      }
      ear.hear();
      ear.awaitTelling();
      ear.hear();
    }

    assertThat(ear.heard).extracting(AgentExecutionStatus::getError).containsExactly("", "three");
  }

  @Test
  void whatCouldNotBeToldIsToldTheNextTime() throws InterruptedException {
    try (Reports _ = Reports.of(record, ear)) {
      ear.awaitTelling();
      ear.isDeaf = true;
      ear.hear();
      ear.awaitTelling();
      ear.isDeaf = false;
      ear.hear();
      record.fail("one", Instant.EPOCH);
      ear.awaitTelling();
      ear.hear();
    }

    assertThat(ear.heard).extracting(AgentExecutionStatus::getError).containsExactly("", "one");
  }

  @Test
  void nothingIsToldOnceTheyAreClosed() throws InterruptedException {
    Reports reports = Reports.of(record, ear);
    ear.awaitTelling();

    reports.close();

    assertThat(ear.heard).isEmpty();
    assertThat(ear.wasInterrupted).isTrue();
  }

  /// Else a server would be told that an execution runs after it was told that it is over.
  @Test
  void nothingIsToldAfterwardsEvenIfWhoClosesThemIsInterrupted() throws InterruptedException {
    Reports reports = Reports.of(record, ear);
    ear.awaitTelling();
    ear.isSlowToEnd = true;
    var closed = new CountDownLatch(1);
    Thread closing =
        Thread.startVirtualThread(() -> {
          Thread.currentThread().interrupt();
          reports.close();
          closed.countDown();
        });
    ear.awaitTelling();

    assertThat(closed.getCount()).isOne();
    ear.hearing.release();
    closing.join();
    assertThat(ear.heard).hasSize(1);
  }

  /// Hears a status when the test lets it.
  private static final class Ear implements Audience {

    private final List<AgentExecutionStatus> heard = new CopyOnWriteArrayList<>();
    private final Semaphore telling = new Semaphore(0);
    private final Semaphore hearing = new Semaphore(0);
    private final Semaphore told = new Semaphore(0);
    private volatile boolean isDeaf;
    private volatile boolean isSlowToEnd;
    private volatile boolean wasInterrupted;

    void awaitTelling() throws InterruptedException {
      telling.acquire();
    }

    /// Lets it be told, and waits until it is.
    void hear() throws InterruptedException {
      hearing.release();
      told.acquire();
    }

    @Override
    public void tell(AgentExecutionStatus status) throws InterruptedException {
      telling.release();
      try {
        hearing.acquire();
      } catch (InterruptedException closed) {
        wasInterrupted = true;
        if (!isSlowToEnd) {
          throw closed;
        }
        telling.release();
        hearing.acquireUninterruptibly();
      }
      boolean deaf = isDeaf;
      if (!deaf) {
        heard.add(status);
      }
      told.release();
      if (deaf) {
        throw new IllegalStateException("heard nothing");
      }
    }

    @Override
    public Duration pause() {
      return Duration.ofMillis(1);
    }
  }
}
