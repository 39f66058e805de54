package ai.stigmer.agentrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When there is another attempt.
class AttemptsTest {

  private static final Deadline FAR = Deadline.in(Duration.ofMinutes(5));

  @Test
  void eachPauseIsLongerThanTheOneBefore() {
    assertThat(Attempts.pauseAfter(1, new Failure.BrokenOff(), FAR).orElseThrow())
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
    assertThat(Attempts.pauseAfter(3, new Failure.BrokenOff(), FAR).orElseThrow())
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(Attempts.pauseAfter(4, new Failure.BrokenOff(), FAR)).isEmpty();
  }

  @Test
  void aServersWishCountsIfItIsShortEnough() {
    assertThat(Attempts.pauseAfter(1, busy(60), FAR)).contains(Duration.ofSeconds(60));
    assertThat(Attempts.pauseAfter(1, busy(61), FAR)).isEmpty();
    assertThat(Attempts.pauseAfter(1, busy(0), FAR)).contains(Duration.ZERO);
  }

  @Test
  void thereIsNoAttemptThatWouldBeginTooLate() {
    Deadline near = Deadline.in(Duration.ofSeconds(30));

    assertThat(Attempts.pauseAfter(1, busy(31), near)).isEmpty();
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() {
    for (int status : new int[] {301, 400, 401, 403, 404, 413, 422}) {
      assertThat(Attempts.pauseAfter(1, refused(status), FAR)).isEmpty();
    }
    for (int status : new int[] {408, 429, 500, 502, 503, 504, 529}) {
      assertThat(Attempts.pauseAfter(1, refused(status), FAR)).isPresent();
    }
  }

  private static Failure busy(int seconds) {
    return new Failure.Refused(429, Optional.of(Duration.ofSeconds(seconds)), "");
  }

  private static Failure refused(int status) {
    return new Failure.Refused(status, Optional.empty(), "");
  }
}
