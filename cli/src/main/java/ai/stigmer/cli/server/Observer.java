package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.runtime.ContainerRuntime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Looks at what is there, asking the runtime as little as it can.
final class Observer {

  private final ContainerRuntime runtime;
  private final Probe probe;

  Observer(ContainerRuntime runtime, Probe probe) {
    this.runtime = runtime;
    this.probe = probe;
  }

  /// Every container of ours.
  static List<Container> ours(ContainerRuntime runtime) {
    return runtime.containers(Label.MANAGED_BY, Label.STIGMER);
  }

  /// What matters to what is wanted.
  Observation observe(Wanted wanted) {
    List<Container> ours = ours(runtime);
    Map<Component, Container> strangers = new EnumMap<>(Component.class);
    Map<Component, LocalImage> images = new EnumMap<>(Component.class);
    look(Component.AGENT_RUNNER, wanted.runner(), ours, strangers, images);
    wanted
        .temporalContainer()
        .ifPresent(container -> look(Component.TEMPORAL, container, ours, strangers, images));
    return new Observation(
        ours,
        strangers,
        images,
        probe.answers(wanted.temporal().address()),
        takenPort(wanted.temporal(), ours));
  }

  private void look(
      Component component,
      ContainerSpecification wanted,
      List<Container> ours,
      Map<Component, Container> strangers,
      Map<Component, LocalImage> images) {
    if (ours.stream().noneMatch(container -> container.name().equals(wanted.name()))) {
      runtime.containerNamed(wanted.name()).ifPresent(found -> strangers.put(component, found));
    }
    runtime.image(wanted.image()).ifPresent(image -> images.put(component, image));
  }

  private Optional<Integer> takenPort(TemporalServer temporal, List<Container> ours) {
    boolean running =
        ours.stream().anyMatch(found -> Component.TEMPORAL.owns(found) && found.running());
    return switch (temporal) {
      case TemporalServer.External external -> Optional.empty();
      case TemporalServer.Managed managed when running -> Optional.empty();
      case TemporalServer.Managed managed ->
          IntStream.of(managed.address().port(), managed.webPage().port())
              .filter(port -> !probe.isFree(port))
              .boxed()
              .findFirst();
    };
  }
}
