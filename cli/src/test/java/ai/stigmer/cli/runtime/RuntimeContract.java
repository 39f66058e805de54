package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Timeout;

/// What the tests of every container runtime share. The contracts that extend it tell what all
/// runtimes do alike.
@Timeout(120)
interface RuntimeContract {

  /// The label with a container's name.
  String LABEL = "ai.stigmer.test";

  /// The label of all containers of these tests.
  String EVERY = "ai.stigmer.tests";

  /// Everything that was written so far.
  LogSelection WHOLE_LOG = new LogSelection(false, OptionalInt.empty(), Optional.empty());

  /// The runtime, which has the image.
  ContainerRuntime runtime();

  /// An image of busybox that the runtime has.
  ImageReference image();

  /// The same image for another architecture, by digest; the runtime does not have it.
  ImageReference foreignImage();

  /// An empty folder.
  Path folder();

  default ContainerSpecification specification(String name, String script) {
    return ContainerSpecification.of(name, image())
        .withNetwork(new Network.Host())
        .withLabels(Map.of(LABEL, name, EVERY, "yes"))
        .withArguments(List.of("/bin/sh", "-c", script));
  }

  default String start(String name, String script) {
    return runtime().start(specification(name, script));
  }

  default Container await(String name, Class<? extends ContainerState> state) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      Container container = runtime().containerNamed(name).orElseThrow();
      if (state.isInstance(container.state())) {
        return container;
      }
      assertThat(Instant.now()).as(container.toString()).isBefore(end);
    }
  }

  default List<LogLine> logs(String id, LogSelection selection) {
    var lines = new ArrayList<LogLine>();
    runtime().logs(id, selection, lines::add);
    return lines;
  }
}
