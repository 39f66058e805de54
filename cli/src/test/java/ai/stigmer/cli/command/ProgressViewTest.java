package ai.stigmer.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.container.PullProgress.Layer;
import ai.stigmer.cli.container.PullProgress.Phase;
import ai.stigmer.cli.terminal.Style;
import ai.stigmer.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How far a pull is.
class ProgressViewTest {

  private static final OptionalLong SIZE = OptionalLong.of(60_000_000);

  private final StringWriter err = new StringWriter();

  private ProgressView view(Style style) {
    return new ProgressView(
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            style,
            Optional::empty));
  }

  private static PullProgress of(Phase first, long bytes) {
    return new PullProgress(
        List.of(
            new Layer("1", first, 20_000_000, OptionalLong.of(20_000_000)),
            new Layer("2", Phase.DOWNLOADING, bytes, OptionalLong.of(40_000_000))));
  }

  @Test
  void whoeverWatchesSeesTheBytesArriveInOnePlace() {
    ProgressView view = view(Style.REWRITTEN);

    view.pulled(of(Phase.DOWNLOADED, 1_500_000), SIZE);
    view.pulled(of(Phase.DONE, 4_000_000), SIZE);

    assertThat(err)
        .hasToString(
            "\r\033[K  0 of 2 layers, 21.5 MB of 60.0 MB\r\033[K  1 of 2 layers, 24.0 MB of 60.0 MB");
  }

  @Test
  void withoutATerminalThereIsALineForEachLayer() {
    ProgressView view = view(Style.PLAIN);

    view.pulled(of(Phase.DOWNLOADED, 1_500_000), SIZE);
    view.pulled(of(Phase.DONE, 4_000_000), SIZE);
    view.pulled(of(Phase.DONE, 5_000_000), SIZE);

    assertThat(err).hasToString("  1 of 2 layers, 24.0 MB of 60.0 MB\n");
  }
}
