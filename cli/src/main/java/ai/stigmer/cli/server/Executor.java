package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.process.Pause;
import ai.stigmer.cli.runtime.ContainerNotRunning;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.NameTaken;
import ai.stigmer.cli.runtime.PortTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Does what was planned and nothing else.
final class Executor {

  /// How long a container may take to end by itself.
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final int PAUSE_MILLISECONDS = 50;
  private static final int LOOKS_BETWEEN = 10;

  /// What the call of a command in a container may take beyond the command's own limit.
  private static final Duration BEYOND_WAIT = Duration.ofSeconds(30);

  private final ContainerRuntime runtime;
  private final ServerIdentity identity;
  private final Probe probe;
  private final Progress progress;
  private final Diagnosis diagnosis;
  private final Duration timeout;
  private final Map<Component, String> started = new EnumMap<>(Component.class);
  private Instant deadline;

  /// Does steps.
  ///
  /// @param timeout how long it waits, from the first wait on
  Executor(
      ContainerRuntime runtime,
      ServerIdentity identity,
      Probe probe,
      Progress progress,
      Duration timeout) {
    this.runtime = runtime;
    this.identity = identity;
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
      case Step.Start start -> started.put(start.component(), start(start.wanted()));
      case Step.AwaitTemporal await -> awaitTemporal(await.address());
      case Step.AwaitHealthy(var found) -> awaitHealthy(found);
    }
  }

  /// A command that was killed may have left the runtime's own program at work, which then makes a
  /// container that was not there when it was looked.
  private String start(ContainerSpecification wanted) {
    try {
      return runtime.start(wanted);
    } catch (NameTaken taken) {
      if (!identity.owns(taken.holder())) {
        throw Planner.notOurs(taken.holder());
      }
      remove(taken.holder());
      return runtime.start(wanted);
    } catch (PortTaken taken) {
      throw Planner.portTaken(taken.port());
    }
  }

  /// Ends a container politely, and removes it. What asks the runtime to stop it may reach it long
  /// after this command was killed: a container that no longer has its name is no longer relied on.
  void remove(Container container) {
    if (container.alive()) {
      runtime.rename(container.id(), ServerIdentity.nameOfEnding(container));
      runtime.stop(container.id(), GRACE);
    }
    runtime.remove(container.id());
  }

  private void awaitTemporal(Address address) {
    startClock();
    for (int look = 1; !probe.answers(address); look++) {
      if (look % LOOKS_BETWEEN == 0) {
        Optional<Container> container =
            runtime.containerNamed(identity.containerName(Component.TEMPORAL));
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

  /// A runner that was found running and ends meanwhile may have been stopped by a command that was
  /// killed: that is no failure of this start, which looks again.
  private void awaitHealthy(Optional<Container> found) {
    startClock();
    Optional<String> own = Optional.ofNullable(started.get(Component.AGENT_RUNNER));
    String id = own.or(() -> found.map(Container::id)).orElseThrow();
    Duration wait = Duration.between(Instant.now(), deadline).plusSeconds(1);
    long seconds = Math.max(1, wait.toSeconds());
    List<String> said = new ArrayList<>();
    try {
      int exitCode =
          runtime.execute(
              id,
              ContainerCommand.of("agent-runner", "health", "--wait", Long.toString(seconds))
                  .within(BEYOND_WAIT.plusSeconds(seconds)),
              line -> said.add(line.text()));
      if (exitCode != 0) {
        throw diagnosis.ofSlow(
            Component.AGENT_RUNNER, id, said.isEmpty() ? "no reason given." : said.getLast());
      }
    } catch (ContainerNotRunning ended) {
      if (own.isPresent()) {
        throw diagnosis.ofEnded(Component.AGENT_RUNNER, ended.container());
      }
    }
  }

  private void startClock() {
    if (deadline.equals(Instant.MAX)) {
      deadline = Instant.now().plus(timeout);
    }
  }
}
