package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The agent-runner and its Temporal server on this machine. What changes them holds a lock.
public final class Server {

  /// Once for what is missing, and once more for what a killed command's last act took away.
  private static final int ROUNDS = 2;

  private final ContainerRuntime runtime;
  private final Folders folders;
  private final ServerIdentity identity;
  private final Probe probe;
  private final Progress progress;
  private final Observer observer;

  /// The server of these folders, in this runtime.
  public Server(ContainerRuntime runtime, Folders folders, Probe probe, Progress progress) {
    this.runtime = runtime;
    this.folders = folders;
    this.identity = ServerIdentity.of(folders);
    this.probe = probe;
    this.progress = progress;
    this.observer = new Observer(runtime, identity, probe);
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
        execute(steps, manner);
        changed |= changes(steps);
        seen = observer.again(wanted, seen);
        boolean startedRunner = startsRunner(steps);
        steps = Planner.plan(wanted, seen, false);
        if (!changes(steps)) {
          return new Started(
              changed, seen.of(Component.AGENT_RUNNER).getFirst(), wanted.temporal());
        }
        if (startedRunner || round == ROUNDS) {
          throw leftover(steps);
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
      List<Container> found =
          identity.containers(runtime).stream()
              .sorted(Comparator.comparing(Component.TEMPORAL::owns))
              .toList();
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

  private void execute(List<Step> steps, Manner manner) {
    var executor = new Executor(runtime, identity, probe, progress, manner.timeout());
    steps.stream().filter(step -> step.changes() || manner.awaited()).forEach(executor::execute);
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

  private static UserFailure leftover(List<Step> steps) {
    String left = steps.stream().filter(Step::changes).findFirst().orElseThrow().text();
    return new UserFailure(
        "It does not run as it should: it was still necessary to %s.".formatted(left),
        "Start again; 'stigmer server logs --all' shows what was written.");
  }
}
