package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Commands in containers, and their logs.
interface CommandContract extends RuntimeContract {

  @Test
  default void aCommandReadsItsInputAndKeepsItsChannelsApart() {
    String id = start("command", "exec sleep 1000");
    var lines = new ArrayList<OutputLine>();

    int exitCode =
        runtime()
            .execute(
                id,
                ContainerCommand.of("sh", "-c", "cat; echo wrong >&2; exit 3").reading("in\nput\n"),
                lines::add);

    assertThat(exitCode).isEqualTo(3);
    assertThat(lines)
        .containsExactlyInAnyOrder(
            new OutputLine(Channel.OUTPUT, "in"),
            new OutputLine(Channel.OUTPUT, "put"),
            new OutputLine(Channel.ERROR, "wrong"));
  }

  @Test
  default void nothingRunsInAContainerThatHasEnded() {
    String id = start("ended", "exit 4");
    Container ended = await("ended", ContainerState.Exited.class);

    ContainerNotRunning failure =
        catchThrowableOfType(
            ContainerNotRunning.class,
            () -> runtime().execute(id, ContainerCommand.of("sh"), line -> {}));

    assertThat(failure.container()).contains(ended);
    assertThat(ended.state())
        .isInstanceOfSatisfying(
            ContainerState.Exited.class, exited -> assertThat(exited.exitCode()).isEqualTo(4));
  }

  @Test
  default void aCommandThatIsInterruptedEndsTheCall() {
    String id = start("interrupted", "exec sleep 1000");
    Thread caller = Thread.currentThread();

    assertThatThrownBy(() ->
            runtime()
                .execute(
                    id,
                    ContainerCommand.of("sh", "-c", "echo begun; exec sleep 1000"),
                    line -> caller.interrupt()))
        .isInstanceOf(CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  default void aLogHasTimesAndChannels() {
    String id = start("log", "echo first; echo second >&2; echo; echo third");
    Instant ended =
        ((ContainerState.Exited) await("log", ContainerState.Exited.class).state()).at();

    List<LogLine> lines = logs(id, WHOLE_LOG);

    assertThat(lines)
        .extracting(LogLine::line)
        .filteredOn(line -> line.channel() == Channel.OUTPUT)
        .extracting(OutputLine::text)
        .containsExactly("first", "", "third");
    assertThat(lines)
        .extracting(LogLine::line)
        .contains(new OutputLine(Channel.ERROR, "second"))
        .hasSize(4);
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.time()).isBetween(ended.minusSeconds(60), ended.plusSeconds(1)));
    assertThat(logs(id, new LogSelection(false, OptionalInt.of(1), Optional.empty()))).hasSize(1);
    assertThat(
            logs(
                id,
                new LogSelection(false, OptionalInt.empty(), Optional.of(ended.plusSeconds(5)))))
        .isEmpty();
  }

  @Test
  default void aLogIsFollowedUntilTheContainerEnds() {
    String id =
        start("followed", "echo ready; while [ ! -e /tmp/end ]; do sleep 0.1; done; echo over");
    var lines = new ArrayList<String>();

    runtime()
        .logs(
            id,
            new LogSelection(true, OptionalInt.empty(), Optional.empty()),
            line -> {
              lines.add(line.line().text());
              if (line.line().text().equals("ready")) {
                runtime()
                    .execute(id, ContainerCommand.of("sh", "-c", "true > /tmp/end"), written -> {});
              }
            });

    assertThat(lines).containsExactly("ready", "over");
  }

  @Test
  default void aCommandThatTakesTooLongIsGivenUp() {
    String id = start("late", "exec sleep 1000");

    RuntimeUnavailable late =
        catchThrowableOfType(
            RuntimeUnavailable.class,
            () ->
                runtime()
                    .execute(
                        id,
                        ContainerCommand.of("sleep", "1000").within(Duration.ofSeconds(1)),
                        line -> {}));

    assertThat(late.reason()).isEqualTo(RuntimeUnavailable.Reason.NOT_ANSWERING);
    assertThat(late.summary()).contains("did not answer 'exec' within 1 seconds");
  }
}
