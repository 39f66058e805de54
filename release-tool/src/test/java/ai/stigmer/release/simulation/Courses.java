package ai.stigmer.release.simulation;

import static ai.stigmer.release.simulation.Promises.require;

import ai.stigmer.release.plan.DesiredRelease;
import java.util.List;

/// What is done in a simulated world, and what must be so in the end: I6 and I7.
final class Courses {

  private static final int ATTEMPTS = 4;

  private Courses() {}

  /// A release, again until it says that it is done, and once more without anything going wrong.
  ///
  /// @param whole the world that an undisturbed one leaves
  static void interrupted(
      Simulation simulation, Scenario scenario, List<String> whole, Settled settled) {
    DesiredRelease wanted = scenario.now().getFirst();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      boolean done = isDone(scenario, simulation.release(wanted));
      if (done && !simulation.isAwaited()) {
        require("I7", simulation.lines().equals(whole), "it said so, but it had not");
        break;
      }
    }
    simulation.settle();
    settled.playOnce(
        simulation,
        () -> {
          require("I6", isDone(scenario, simulation.release(wanted)), "the next run converges");
          require("I6", simulation.lines().equals(whole), "to the undisturbed world");
          simulation.checkSettled(scenario.heldUp());
          requireRest(simulation, scenario);
        });
  }

  /// Releases at once, and then each again.
  static void raced(Simulation simulation, Scenario scenario, Settled settled) {
    boolean allConverged =
        simulation.together(scenario.now()).stream().allMatch(Ending::saysConverged);
    if (allConverged && !simulation.isAwaited()) {
      simulation.checkSettled(scenario.heldUp());
    }
    simulation.settle();
    settled.playOnce(simulation, () -> requireSettling(simulation, scenario));
  }

  /// One release after the other, however it ends, and then each again.
  static void overtaken(Simulation simulation, Scenario scenario, Settled settled) {
    for (DesiredRelease wanted : scenario.now()) {
      simulation.release(wanted);
    }
    simulation.settle();
    settled.playOnce(simulation, () -> requireSettling(simulation, scenario));
  }

  /// Whether a run said that it came as far as it can.
  static boolean isDone(Scenario scenario, Ending ending) {
    return scenario.heldUp() ? ending.saysHeldUp() : ending.saysConverged();
  }

  private static void requireSettling(Simulation simulation, Scenario scenario) {
    for (DesiredRelease wanted : scenario.now()) {
      require("I6", isDone(scenario, simulation.release(wanted)), "the next run converges");
    }
    simulation.checkSettled(scenario.heldUp());
    requireRest(simulation, scenario);
  }

  // One more run of everything says the same and writes nothing.
  private static void requireRest(Simulation simulation, Scenario scenario) {
    int writes = simulation.writes();
    for (DesiredRelease wanted : scenario.now()) {
      require("I6", simulation.release(wanted).saysNothingToDo(), "the run after that is idle");
    }
    require("I6", simulation.writes() == writes, "the run after that writes nothing");
  }
}
