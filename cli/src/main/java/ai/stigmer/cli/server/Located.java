package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a server is: started under one runtime, it is looked for in every one, whichever would be
/// chosen for a start now.
///
/// @param runtime the runtime that has its containers; where none has, the first that can be used
/// @param containers the server's containers, in any state
public record Located(ContainerRuntime runtime, List<Container> containers) {

  /// Copies the containers.
  public Located {
    containers = List.copyOf(containers);
  }

  /// Looks in all of these at once.
  ///
  /// @param runtimes at least one, the preferred first
  /// @throws RuntimeUnavailable if none can be used, or one that does not answer may have the
  ///   server
  public static Located of(List<ContainerRuntime> runtimes, ServerIdentity identity) {
    List<Located> found = every(runtimes, identity);
    // What is left of a server that ended in one runtime does not hide the one that runs in
    // another.
    return found.stream()
        .filter(located -> located.containers().stream().anyMatch(Container::alive))
        .findFirst()
        .or(() -> found.stream().filter(located -> !located.containers().isEmpty()).findFirst())
        .orElseGet(found::getFirst);
  }

  /// The runtime that has the server, else the preferred one that can be used; where there is only
  /// one, it is not asked.
  public static ContainerRuntime runtime(List<ContainerRuntime> runtimes, ServerIdentity identity) {
    return runtimes.size() == 1 ? runtimes.getFirst() : of(runtimes, identity).runtime();
  }

  /// What each that can be used has; at least one.
  ///
  /// @throws RuntimeUnavailable as [#of(List, ServerIdentity)]
  public static List<Located> every(List<ContainerRuntime> runtimes, ServerIdentity identity) {
    List<Pending<List<Container>>> questions =
        runtimes.stream().map(runtime -> Pending.of(() -> identity.containers(runtime))).toList();
    List<Located> found = new ArrayList<>();
    List<RuntimeUnavailable> unavailable = new ArrayList<>();
    for (int i = 0; i < runtimes.size(); i++) {
      try {
        found.add(new Located(runtimes.get(i), questions.get(i).get()));
      } catch (RuntimeUnavailable reason) {
        unavailable.add(reason);
      }
    }
    boolean missing = found.stream().allMatch(located -> located.containers().isEmpty());
    unavailable.stream()
        .filter(reason ->
            found.isEmpty()
                || (missing && reason.reason() == RuntimeUnavailable.Reason.NOT_ANSWERING))
        .findFirst()
        .ifPresent(reason -> {
          throw reason;
        });
    return found;
  }

  /// The agent-runner's container, if it runs.
  public Optional<Container> runner() {
    return ServerIdentity.runner(containers);
  }
}
