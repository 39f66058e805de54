package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.process.Pending;
import ai.stigmer.cli.runtime.ContainerRuntime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at what is there, asking the runtime as little as it can and all at once.
final class Observer {

  private final ContainerRuntime runtime;
  private final ServerIdentity identity;
  private final Probe probe;
  private final List<Located> elsewhere;

  /// @param elsewhere what other runtimes have of the server, which goes before it is started here
  Observer(
      ContainerRuntime runtime, ServerIdentity identity, Probe probe, List<Located> elsewhere) {
    this.runtime = runtime;
    this.identity = identity;
    this.probe = probe;
    this.elsewhere = List.copyOf(elsewhere);
  }

  /// What matters to what is wanted.
  Observation observe(Wanted wanted) {
    Map<Component, Pending<Optional<LocalImage>>> questions = new EnumMap<>(Component.class);
    wanted
        .containers()
        .forEach((component, container) ->
            questions.put(component, Pending.of(() -> runtime.image(container.image()))));
    Observation containers = look(wanted, Map.of());
    Map<Component, LocalImage> images = new EnumMap<>(Component.class);
    questions.forEach(
        (component, question) -> question.get().ifPresent(image -> images.put(component, image)));
    return containers.withImages(images);
  }

  /// The same after something was done: of the images nothing new is to be learnt.
  Observation again(Wanted wanted, Observation before) {
    return look(wanted, before.images());
  }

  private Observation look(Wanted wanted, Map<Component, LocalImage> images) {
    Pending<Boolean> answers = Pending.of(() -> probe.answers(wanted.temporal().address()));
    List<Container> found = identity.containersAndNamesakes(runtime);
    List<Container> ours = found.stream().filter(identity::owns).toList();
    Set<String> names =
        wanted.containers().values().stream()
            .map(ContainerSpecification::name)
            .collect(Collectors.toSet());
    return new Observation(
        ours,
        found.stream()
            .filter(container -> !identity.owns(container) && names.contains(container.name()))
            .toList(),
        images,
        answers.get(),
        takenPort(
            wanted.temporal(),
            Stream.concat(
                ours.stream(), elsewhere.stream().flatMap(other -> other.containers().stream())),
            probe));
  }

  /// The first port that Temporal needs and something else has.
  ///
  /// @param ours containers of ours: what a running Temporal has is free as soon as it is replaced
  static Optional<Integer> takenPort(TemporalServer temporal, Stream<Container> ours, Probe probe) {
    Set<Integer> held =
        ours.filter(found -> Component.TEMPORAL.owns(found) && found.alive())
            .flatMap(found -> Stream.ofNullable(found.labels().get(Label.PORT)))
            .map(Integer::parseInt)
            .flatMap(port -> Stream.of(port, port + TemporalServer.WEB_PAGE_DISTANCE))
            .collect(Collectors.toSet());
    return switch (temporal) {
      case TemporalServer.External _ -> Optional.empty();
      case TemporalServer.Managed managed ->
          Stream.of(managed.address().port(), managed.webPage().port())
              .filter(port -> !held.contains(port) && !probe.isFree(port))
              .findFirst();
    };
  }
}
