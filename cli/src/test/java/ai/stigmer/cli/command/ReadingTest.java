package ai.stigmer.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.process.CancelledException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ReadingTest {

  @Test
  void anInterruptEndsAReadThatDoesNotNoticeIt() {
    var nothingComes = new Semaphore(0);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() ->
            Reading.of(() -> {
              nothingComes.acquireUninterruptibly();
              return "";
            }))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsReadAndWhatFailsIsHandedOn() {
    assertThat(Reading.of(() -> "read")).isEqualTo("read");
    assertThatThrownBy(() ->
            Reading.of(() -> {
              throw new IllegalStateException("no keyboard");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no keyboard");
  }
}
