package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.testing.InMemoryTap;
import java.util.List;

/// A registry, a GitHub and a tap in memory, and the way a run reaches them.
interface SimulatedWorld {

  /// Another world, which is as this one is now.
  SimulatedWorld copy();

  /// The world as a run reaches it: every request goes through the simulation.
  World reachedBy(Run run, Simulation simulation);

  /// The world as it is, read without anything going wrong.
  World sound();

  /// The tap's Git side.
  InMemoryTap tap();

  /// Merges every open pull request of the tap, as a person would.
  void mergePullRequests();

  /// Every manifest of the image's repository, a line each, with whether a valid signature is
  /// there.
  List<String> manifests();

  /// Every pull request of the tap, open or not.
  List<PullRequest> pullRequests();
}
