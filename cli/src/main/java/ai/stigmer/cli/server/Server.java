package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import ai.stigmer.cli.settings.Folders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The agent-runner and its Temporal server on this machine. What changes them holds a lock.
public final class Server {

  /// Once for what is missing, and once more for what was lost meanwhile.
  private static final int ROUNDS = 2;

  private static final Comparator<Container> RUNNER_FIRST =
      Comparator.comparing(Component.TEMPORAL::owns);

  private final ContainerRuntime runtime;
  private final List<ContainerRuntime> others;
  private final Folders folders;
  private final ServerIdentity identity;
  private final Probe probe;
  private final Progress progress;

  /// The server of these folders, in this runtime.
  ///
  /// @param others the other runtimes of this machine, in none of which it runs besides
  public Server(
      ContainerRuntime runtime,
      List<ContainerRuntime> others,
      Folders folders,
      Probe probe,
      Progress progress) {
    this.runtime = runtime;
    this.others = List.copyOf(others);
    this.folders = folders;
    this.identity = ServerIdentity.of(folders);
    this.probe = probe;
    this.progress = progress;
  }

  /// How a start goes about it.
  ///
  /// @param anew whether the agent-runner is started again even if it is as wanted
  /// @param awaited whether it is waited until all is ready
  /// @param timeout how long that may take
  public record Manner(boolean anew, boolean awaited, Duration timeout) {}

  /// What a start left.
  ///
  /// @param changed whether it changed anything
  /// @param runner the agent-runner's container, which runs
  /// @param temporal the Temporal server it works for
  public record Started(boolean changed, Container runner, TemporalServer temporal) {}

  /// Makes what is wanted run, and looks whether it does.
  ///
  /// @param keys asked if an agent-runner is to be started and its key is not known
  /// @throws UserFailure if it does not run as wanted afterwards
  public Started start(Intention intention, KeyAsker keys, Manner manner) {
    DataFolders.make(folders);
    RunnerEnvironment.unknown(intention.environment())
        .forEach(name -> progress.says(name + " is set, but there is no such variable."));
    try (ServerLock _ = lock()) {
      List<Located> elsewhere = elsewhere();
      var observer = new Observer(runtime, identity, probe, elsewhere);
      Wanted wanted = intention.wanted(folders, runtime);
      Observation seen = observer.observe(wanted);
      List<Step> steps = Planner.plan(wanted, seen, manner.anew());
      boolean changed = false;
      for (int round = 1; ; round++) {
        if (wanted.keyless().isPresent() && startsRunner(steps)) {
          String provider = wanted.keyless().get();
          String key = keys.ask(provider).orElseThrow(() -> ModelKey.missing(provider));
          wanted = intention.withKey(key).wanted(folders, runtime);
          steps = Planner.plan(wanted, seen, manner.anew() && round == 1);
        }
        execute(steps, manner, round == 1 ? elsewhere : List.of());
        changed |= changes(steps);
        seen =
            steps.stream().anyMatch(Step.Pull.class::isInstance)
                ? observer.observe(wanted)
                : observer.again(wanted, seen);
        boolean startedRunner = startsRunner(steps);
        steps = Planner.plan(wanted, seen, false);
        if (!changes(steps)) {
          return new Started(
              changed, seen.of(Component.AGENT_RUNNER).getFirst(), wanted.temporal());
        }
        if (startedRunner || round == ROUNDS) {
          throw leftover(steps, seen);
        }
      }
    }
  }

  /// Ends and removes what runs, the agent-runner first.
  ///
  /// @return what was removed
  public List<Container> stop() {
    DataFolders.makeForLock(folders);
    try (ServerLock _ = lock()) {
      var executor = new Executor(runtime, identity, probe, progress, Duration.ZERO);
      List<Container> found = identity.containers(runtime).stream().sorted(RUNNER_FIRST).toList();
      found.forEach(container -> executor.execute(new Step.Stop(component(container), container)));
      List<Container> left = identity.containers(runtime);
      if (!left.isEmpty()) {
        throw new UserFailure(
            "The container %s is still there.".formatted(left.getFirst().name()),
            "Run 'stigmer server stop' again.");
      }
      return found;
    }
  }

  /// Does something while no command starts or stops the server.
  public <T> T alone(Supplier<T> action) {
    DataFolders.makeForLock(folders);
    try (ServerLock _ = lock()) {
      return action.get();
    }
  }

  /// What of this server other runtimes have, those that cannot be used left out.
  private List<Located> elsewhere() {
    List<Located> found = new ArrayList<>();
    for (ContainerRuntime other : others) {
      try {
        // What is called Docker may be this very Podman.
        if (other.kind() != runtime.kind()) {
          found.add(new Located(other, identity.containers(other)));
        }
      } catch (RuntimeUnavailable unusable) {
        // Nothing runs there.
      }
    }
    return found;
  }

  /// Images come first. With them it is known whether all can be started, and only then is anything
  /// ended that runs.
  private void execute(List<Step> steps, Manner manner, List<Located> elsewhere) {
    var executor = new Executor(runtime, identity, probe, progress, manner.timeout());
    List<Step> pulls = steps.stream().filter(Step.Pull.class::isInstance).toList();
    pulls.forEach(executor::execute);
    for (Step step : steps) {
      if (step instanceof Step.Start start) {
        runtime.check(start.wanted());
      }
    }
    elsewhere.forEach(other -> end(other, "it is to run in " + runtime.kind().program()));
    steps.stream()
        .filter(step -> !pulls.contains(step))
        .filter(step -> step.changes() || manner.awaited())
        .forEach(executor::execute);
  }

  private void end(Located other, String reason) {
    var executor = new Executor(other.runtime(), identity, probe, progress, Duration.ZERO);
    other.containers().stream()
        .sorted(RUNNER_FIRST)
        .map(container -> new Step.Remove(component(container), container, reason))
        .forEach(executor::execute);
  }

  private ServerLock lock() {
    return ServerLock.take(
        folders.data(),
        () -> progress.says("Another stigmer is starting or stopping the server; waiting for it."));
  }

  private static Component component(Container container) {
    return Component.TEMPORAL.owns(container) ? Component.TEMPORAL : Component.AGENT_RUNNER;
  }

  private static boolean startsRunner(List<Step> steps) {
    return steps.stream()
        .anyMatch(step ->
            step instanceof Step.Start start && start.component() == Component.AGENT_RUNNER);
  }

  private static boolean changes(List<Step> steps) {
    return steps.stream().anyMatch(Step::changes);
  }

  private UserFailure leftover(List<Step> steps, Observation seen) {
    for (Component component : List.of(Component.TEMPORAL, Component.AGENT_RUNNER)) {
      Optional<Container> ended =
          seen.of(component).stream()
              .filter(container -> container.state() instanceof ContainerState.Exited)
              .findFirst();
      if (ended.isPresent()) {
        return new Diagnosis(runtime, progress).ofEnded(component, ended);
      }
    }
    String left = steps.stream().filter(Step::changes).findFirst().orElseThrow().text();
    return new UserFailure(
        "It does not run as it should: it was still necessary to %s.".formatted(left),
        "Start again; 'stigmer server logs --all' shows what was written.");
  }
}
