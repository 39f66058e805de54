package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.runtime.ContainerNotRunning;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.NameTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Does what was planned and nothing else.
final class Executor {

  /// How long a container may take to end by itself.
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final int PAUSE_MILLISECONDS = 50;
  private static final int LOOKS_BETWEEN = 10;

  private final ContainerRuntime runtime;
  private final Probe probe;
  private final Progress progress;
  private final Diagnosis diagnosis;
  private final Duration timeout;
  private Instant deadline;

  /// Does steps.
  ///
  /// @param timeout how long it waits, from the first wait on
  Executor(ContainerRuntime runtime, Probe probe, Progress progress, Duration timeout) {
    this.runtime = runtime;
    this.probe = probe;
    this.progress = progress;
    this.diagnosis = new Diagnosis(runtime, progress);
    this.timeout = timeout;
    this.deadline = Instant.MAX;
  }

  /// Does one step to its end.
  void execute(Step step) {
    progress.begins(step);
    switch (step) {
      case Step.Pull pull -> {
        OptionalLong size = runtime.downloadSize(pull.image());
        progress.downloads(pull, size);
        runtime.pull(pull.image(), pulled -> progress.pulled(pulled, size));
      }
      case Step.Remove remove -> remove(remove.container());
      case Step.Stop stop -> remove(stop.container());
      case Step.Start start -> start(start.wanted());
      case Step.AwaitTemporal await -> awaitTemporal(await.address());
      case Step.AwaitHealthy _ -> awaitHealthy();
    }
  }

  /// A command that was killed may have left the runtime's own program at work, which then makes a
  /// container that was not there when it was looked.
  private void start(ContainerSpecification wanted) {
    try {
      String _ = runtime.start(wanted);
    } catch (NameTaken taken) {
      if (!Label.isOurs(taken.holder())) {
        throw taken;
      }
      remove(taken.holder());
      String _ = runtime.start(wanted);
    }
  }

  /// Ends a container politely, and removes it.
  void remove(Container container) {
    if (container.running()) {
      runtime.stop(container.id(), GRACE);
    }
    runtime.remove(container.id());
  }

  private void awaitTemporal(Address address) {
    startClock();
    for (int look = 0; !probe.answers(address); look++) {
      if (look % LOOKS_BETWEEN == 0) {
        Optional<Container> container = runtime.containerNamed(Component.TEMPORAL.containerName());
        if (container.filter(Container::running).isEmpty()) {
          throw diagnosis.ofEnded(Component.TEMPORAL, container);
        }
        if (Instant.now().isAfter(deadline)) {
          throw diagnosis.ofSlow(
              Component.TEMPORAL,
              container.get().id(),
              "nothing answers at %s after %d s.".formatted(address, timeout.toSeconds()));
        }
      }
      Pause.of(PAUSE_MILLISECONDS);
    }
  }

  private void awaitHealthy() {
    startClock();
    Optional<Container> container = runtime.containerNamed(Component.AGENT_RUNNER.containerName());
    if (container.filter(Container::running).isEmpty()) {
      throw diagnosis.ofEnded(Component.AGENT_RUNNER, container);
    }
    String id = container.get().id();
    long seconds = Math.max(1, Duration.between(Instant.now(), deadline).toSeconds());
    List<String> said = new ArrayList<>();
    int exitCode;
    try {
      exitCode =
          runtime.execute(
              id,
              List.of("agent-runner", "health", "--wait", Long.toString(seconds)),
              "",
              line -> said.add(line.text()));
    } catch (ContainerNotRunning ended) {
      throw diagnosis.ofEnded(Component.AGENT_RUNNER, ended.container());
    }
    if (exitCode != 0) {
      throw diagnosis.ofSlow(
          Component.AGENT_RUNNER, id, said.isEmpty() ? "no reason given." : said.getLast());
    }
  }

  private void startClock() {
    if (deadline.equals(Instant.MAX)) {
      deadline = Instant.now().plus(timeout);
    }
  }
}
