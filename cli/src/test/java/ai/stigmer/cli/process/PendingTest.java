package ai.stigmer.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class PendingTest {

  @Test
  void anInterruptEndsAReadThatDoesNotNoticeIt() {
    var nothingComes = new Semaphore(0);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() ->
            Pending.of(
                    () -> {
                      nothingComes.acquireUninterruptibly();
                      return "";
                    })
                .get())
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsReadAndWhatFailsIsHandedOn() {
    assertThat(Pending.of(() -> "read").get()).isEqualTo("read");
    assertThatThrownBy(() ->
            Pending.of(
                    () -> {
                      throw new IllegalStateException("no keyboard");
                    })
                .get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no keyboard");
  }
}
