package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerNotRunning;
import ai.stigmer.cli.runtime.ContainerRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What runs at this moment.
///
/// @param runner the agent-runner's container, running or not
/// @param health what the agent-runner says of itself, or why it says nothing
/// @param temporal the Temporal server that is set
/// @param temporalContainer the container of a Temporal server that stigmer started
/// @param temporalAnswers whether the Temporal server that is set accepts connections
public record Status(
    Optional<Container> runner,
    Health health,
    TemporalServer temporal,
    Optional<Container> temporalContainer,
    boolean temporalAnswers) {

  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(30);

  /// Whether the agent-runner can do its work.
  ///
  /// @param healthy whether it can
  /// @param reason what it says
  public record Health(boolean healthy, String reason) {}

  /// Asks the agent-runner how it is, and knocks at Temporal meanwhile.
  public static Status of(Located located, Probe probe, TemporalServer temporal) {
    Pending<Boolean> answers = Pending.of(() -> probe.answers(temporal.address()));
    Optional<Container> runner =
        located.containers().stream().filter(Component.AGENT_RUNNER::owns).findFirst();
    return new Status(
        runner,
        runner
            .map(container -> health(located.runtime(), container))
            .orElse(new Health(false, "it was not started")),
        temporal,
        located.containers().stream().filter(Component.TEMPORAL::owns).findFirst(),
        answers.get());
  }

  /// Whether agents can be run.
  public boolean ready() {
    return health.healthy() && temporalAnswers;
  }

  /// Whether the agent-runner's image is this one; nothing if there is no agent-runner.
  public Optional<Boolean> runs(ImageReference image) {
    return runner.map(container ->
        container.imageReference().equals(image.exact())
            || container.imageReference().equals(image.toString())
            || image
                .digest()
                .filter(digest -> container.imageDigest().equals(Optional.of(digest)))
                .isPresent());
  }

  /// The version that a container's image says it is.
  public static Optional<String> version(Container container) {
    return Optional.ofNullable(container.labels().get(Label.VERSION));
  }

  private static Health health(ContainerRuntime runtime, Container container) {
    Optional<String> notRunning = Judgement.state(container.state());
    if (notRunning.isPresent()) {
      return new Health(false, notRunning.get());
    }
    List<String> said = new ArrayList<>();
    try {
      int exitCode =
          runtime.execute(
              container.id(),
              ContainerCommand.of("agent-runner", "health").within(HEALTH_LIMIT),
              line -> said.add(line.text()));
      return new Health(exitCode == 0, said.isEmpty() ? "it says nothing" : said.getLast());
    } catch (ContainerNotRunning ended) {
      return new Health(false, "it has just ended");
    }
  }
}
