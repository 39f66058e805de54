package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The agent-runner and its Temporal server on this machine. What changes them holds a lock.
public final class Server {

  private final ContainerRuntime runtime;
  private final Folders folders;
  private final Probe probe;
  private final Progress progress;
  private final Observer observer;

  /// The server that this runtime runs.
  public Server(ContainerRuntime runtime, Folders folders, Probe probe, Progress progress) {
    this.runtime = runtime;
    this.folders = folders;
    this.probe = probe;
    this.progress = progress;
    this.observer = new Observer(runtime, probe);
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
      if (wanted.keyless().isPresent() && startsRunner(steps)) {
        String provider = wanted.keyless().get();
        String key = keys.ask(provider).orElseThrow(() -> ModelKey.missing(provider));
        wanted = intention.withKey(key).wanted(folders, runtime);
        steps = Planner.plan(wanted, seen, manner.anew());
      }
      boolean changes = steps.stream().anyMatch(Step::changes);
      execute(steps, manner);
      if (changes) {
        seen = observer.observe(wanted);
        refuseLeftovers(Planner.plan(wanted, seen, false));
      }
      return new Started(changes, seen.of(Component.AGENT_RUNNER).getFirst(), wanted.temporal());
    }
  }

  /// Ends and removes what runs, the agent-runner first.
  ///
  /// @return what was removed
  public List<Container> stop() {
    DataFolders.makeForLock(folders);
    try (ServerLock _ = lock()) {
      var executor = new Executor(runtime, probe, progress, Duration.ZERO);
      List<Container> found =
          Observer.ours(runtime).stream()
              .sorted(Comparator.comparing(Component.TEMPORAL::owns))
              .toList();
      found.forEach(container -> executor.execute(new Step.Stop(component(container), container)));
      List<Container> left = Observer.ours(runtime);
      if (!left.isEmpty()) {
        throw new UserFailure(
            "The container %s is still there.".formatted(left.getFirst().name()),
            "Run 'stigmer server stop' again.");
      }
      return found;
    }
  }

  /// The agent-runner's container, if it runs.
  public static Optional<Container> runner(ContainerRuntime runtime) {
    return Observer.ours(runtime).stream()
        .filter(Component.AGENT_RUNNER::owns)
        .filter(Container::running)
        .findFirst();
  }

  private void execute(List<Step> steps, Manner manner) {
    var executor = new Executor(runtime, probe, progress, manner.timeout());
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

  private static void refuseLeftovers(List<Step> steps) {
    steps.stream()
        .filter(Step::changes)
        .findFirst()
        .ifPresent(left -> {
          throw new UserFailure(
              "It does not run as it should: it was still necessary to %s.".formatted(left.text()),
              "Start again; 'stigmer server logs --all' shows what was written.");
        });
  }
}
