package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LogsTest extends HarnessFixture {

  @Test
  void followingLosesNoLineOfAChannelThatTheOtherIsAheadOf() {
    harness.start();
    harness.runtime.followed =
        List.of(
            line(Channel.OUTPUT, 2, "second"),
            line(Channel.ERROR, 1, "first"),
            line(Channel.ERROR, 3, "third"));

    assertThat(followed(4)).containsExactly("the last line", "second", "first", "third");
  }

  @Test
  void followingGoesOnWhereAContainerIsRemovedAsItsLogIsRead() {
    harness.start();
    harness.runtime.followed = List.of(line(Channel.OUTPUT, 1, "of the next container"));
    harness.runtime.meanwhile =
        () -> {
          ContainerSpecification wanted = runner();
          harness.runtime.remove(harness.runtime.containerNamed(RUNNER).orElseThrow().id());
          assertThat(harness.runtime.start(wanted)).isNotEmpty();
        };

    assertThat(followed(2)).containsExactly("the last line", "of the next container");
  }

  private List<String> followed(int count) {
    var texts = new ArrayList<String>();
    new Logs(harness.runtime, harness.identity())
        .read(
            EnumSet.of(Component.AGENT_RUNNER),
            new LogSelection(true, OptionalInt.of(50), Optional.empty()),
            line -> {
              texts.add(line.line().line().text());
              return texts.size() < count;
            });
    return texts;
  }

  private static LogLine line(Channel channel, int seconds, String text) {
    return new LogLine(THEN.plusSeconds(seconds), new OutputLine(channel, text));
  }
}
