package ai.stigmer.agentrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollsTest {

  private long now = -5;
  private boolean full;
  private final Polls polls = new Polls(TaskKind.ACTIVITIES, () -> full, () -> now);

  @Test
  void beforeTheFirstPollThereIsNone() throws InterruptedException {
    assertThat(polls.awaitFirst(Duration.ZERO)).isFalse();
    assertThat(polls.complaint()).contains("it does not poll for activities yet");
  }

  @Test
  void thePollThatStandsIsEnough() throws InterruptedException {
    polls.sent();

    assertThat(polls.awaitFirst(Duration.ZERO)).isTrue();
    assertThat(polls.complaint()).isEmpty();
    pass(Duration.ofHours(1));
    assertThat(polls.complaint()).isEmpty();
  }

  @Test
  void aPollThatFailedIsTold() {
    polls.sent();
    polls.ended(Status.PERMISSION_DENIED.withDescription("not yours"));

    assertThat(polls.complaint())
        .contains("its last poll for activities failed: PERMISSION_DENIED, not yours");
  }

  @Test
  void afterAFailureAPollMustStandBeforeItCounts() {
    polls.sent();
    polls.ended(Status.NOT_FOUND);
    polls.sent();
    assertThat(polls.complaint()).contains("its last poll for activities failed: NOT_FOUND");

    pass(Duration.ofSeconds(2));
    assertThat(polls.complaint()).isEmpty();
  }

  @Test
  void afterAFailureAnAnswerCounts() {
    polls.sent();
    polls.ended(Status.UNAVAILABLE);
    polls.sent();
    polls.ended(Status.OK);

    assertThat(polls.complaint()).isEmpty();
  }

  @Test
  void aPollThatTheWorkerEndsItselfIsNoFailure() {
    polls.sent();
    polls.ended(Status.OK);
    polls.sent();
    polls.ended(Status.CANCELLED);

    assertThat(polls.complaint()).isEmpty();
  }

  @Test
  void aWorkerThatNoLongerPollsIsTold() {
    polls.sent();
    polls.ended(Status.OK);
    pass(Duration.ofSeconds(91));

    assertThat(polls.complaint()).contains("it has not polled for activities since 91 s");
  }

  @Test
  void aWorkerAtItsLimitNeedNotPoll() {
    polls.sent();
    polls.ended(Status.OK);
    full = true;
    pass(Duration.ofHours(1));

    assertThat(polls.complaint()).isEmpty();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
