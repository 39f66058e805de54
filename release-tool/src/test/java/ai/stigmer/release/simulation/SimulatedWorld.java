package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.InMemoryTap;
import java.util.List;
import java.util.Optional;

/// A registry, a GitHub and a tap in memory, and the way a run reaches them.
interface SimulatedWorld extends AutoCloseable {

  /// Ends what answers in it.
  @Override
  default void close() {}

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
  /// there, and every blob.
  List<String> stored();

  /// The credential with which a run reaches it.
  default Optional<Secret> credential() {
    return Optional.empty();
  }

  /// What was told of the requests, and their addresses.
  default List<String> told() {
    return List.of();
  }

  /// Every pull request of the tap, open or not.
  List<PullRequest> pullRequests();
}
