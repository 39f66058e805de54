package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.problem.UserFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what is to be done; does nothing itself. Images come first, so that what runs goes on
/// until what replaces it is there.
final class Planner {

  private final Wanted wanted;
  private final Observation seen;
  private final List<Step> pulls = new ArrayList<>();
  private final List<Step> changes = new ArrayList<>();

  private Planner(Wanted wanted, Observation seen) {
    this.wanted = wanted;
    this.seen = seen;
  }

  /// The steps from what was observed to what is wanted; at least the last, which proves it.
  ///
  /// @param anew whether the agent-runner is to be started again even if it is as wanted
  /// @throws UserFailure if a person has to mend something first
  static List<Step> plan(Wanted wanted, Observation seen, boolean anew) {
    return new Planner(wanted, seen).plan(anew);
  }

  private List<Step> plan(boolean anew) {
    seen.strangers().stream()
        .findFirst()
        .ifPresent(stranger -> {
          throw notOurs(stranger);
        });
    temporal();
    Optional<Container> runner = converge(Component.AGENT_RUNNER, wanted.runner(), anew);
    changes.add(new Step.AwaitHealthy(runner));
    pulls.addAll(changes);
    return List.copyOf(pulls);
  }

  private void temporal() {
    switch (wanted.temporal()) {
      case TemporalServer.External external -> {
        if (!seen.temporalAnswers()) {
          throw notAnswering(external.address());
        }
        seen.of(Component.TEMPORAL).stream()
            .filter(found -> !isAt(external.address(), found))
            .map(found ->
                new Step.Remove(
                    Component.TEMPORAL,
                    found,
                    "Temporal at %s is used".formatted(external.address())))
            .forEach(changes::add);
      }
      case TemporalServer.Managed managed -> {
        ContainerSpecification container = wanted.temporalContainer().orElseThrow();
        boolean starts = converge(Component.TEMPORAL, container, false).isEmpty();
        if (starts && seen.takenPort().isPresent()) {
          throw portTaken(seen.takenPort().get());
        }
        if (starts || !seen.temporalAnswers()) {
          changes.add(new Step.AwaitTemporal(managed.address()));
        }
      }
    }
  }

  /// Whether a Temporal that stigmer started is the very one that is set.
  private static boolean isAt(Address address, Container found) {
    return found.alive()
        && Address.isThisMachine(address.host())
        && Integer.toString(address.port()).equals(found.labels().get(Label.PORT));
  }

  /// Plans what a component lacks.
  ///
  /// @return its container that stays; nothing if one is to be started
  private Optional<Container> converge(
      Component component, ContainerSpecification container, boolean anew) {
    Optional<LocalImage> image = Optional.ofNullable(seen.images().get(component));
    Optional<Container> stays = Optional.empty();
    for (Container found : seen.of(component)) {
      Optional<String> reason = Judgement.against(found, container, image);
      if (reason.isEmpty() && !anew) {
        stays = Optional.of(found);
      } else {
        changes.add(new Step.Remove(component, found, reason.orElse("it is to be started anew")));
      }
    }
    if (stays.isEmpty()) {
      if (image.isEmpty()) {
        pull(component, container);
      }
      changes.add(new Step.Start(component, container));
    }
    return stays;
  }

  private void pull(Component component, ContainerSpecification container) {
    if (!new RunnerImage(container.image()).isInRegistry()) {
      throw RunnerImage.notBuilt(container.image().toString());
    }
    pulls.add(new Step.Pull(component, container.image()));
  }

  /// The failure to get a name that another container has.
  static UserFailure notOurs(Container stranger) {
    if (Label.isStigmers(stranger)) {
      return new UserFailure(
          "The container %s is that of another stigmer, whose data are in %s."
              .formatted(stranger.name(), stranger.labels().getOrDefault(Label.DATA, "no folder")),
          "Set STIGMER_DATA_DIR to a folder of your own: its server has a name of its own.");
    }
    return new UserFailure(
        "A container named %s is there (%s), and stigmer did not make it."
            .formatted(stranger.name(), stranger.shortId()),
        "Rename or remove it, then start again; stigmer does not touch it.");
  }

  /// The failure to reach a Temporal server of the person's own.
  static UserFailure notAnswering(Address address) {
    return new UserFailure(
        "Temporal does not answer at %s.".formatted(address),
        "Start it there, or unset %s and backend.local.temporal.address: stigmer then starts one."
            .formatted(RunnerEnvironment.TEMPORAL));
  }

  /// The failure to get a port that something else has.
  static UserFailure portTaken(int port) {
    return new UserFailure(
        "Temporal needs port %d of this machine, and something else has it.".formatted(port),
        "'lsof -i :%d' names it. A Temporal server of your own: stigmer config set".formatted(port)
            + " backend.local.temporal.address localhost:%d. Anything else: end it, or choose"
                .formatted(port)
            + " another port as backend.local.temporal.port.");
  }
}
