package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.runtime.ContainerNotRunning;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.NameTaken;
import ai.stigmer.cli.runtime.PullFailure;
import ai.stigmer.cli.runtime.RuntimeFailure;
import ai.stigmer.cli.runtime.RuntimeKind;
import ai.stigmer.cli.runtime.RuntimeTraits;
import ai.stigmer.cli.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// A runtime in memory, with a registry that has every image but those that are missing from it.
final class FakeRuntime implements ContainerRuntime {

  private static final Platform PLATFORM = new Platform("linux", "amd64");
  private static final Map<String, String> OURS = Map.of(Label.TITLE, "agent-runner");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  /// What was asked of it that changes something, in order.
  final List<String> changes = new ArrayList<>();

  /// How `agent-runner health` answers.
  int healthExitCode;

  /// What a container does as soon as it is started.
  ContainerState afterStart = new ContainerState.Running(NOW);

  /// Whether the registry answers.
  boolean registryUp = true;

  /// Whether containers run in a virtual machine.
  boolean virtualMachine;

  /// What somebody else does when the next container is to be started or a log to be followed.
  Runnable meanwhile = () -> {};

  /// What somebody else does right after a container has said how it is.
  Runnable afterHealth = () -> {};

  /// Why no container can be started.
  Optional<RuntimeFailure> refusal = Optional.empty();

  /// Why the runtime cannot be used.
  Optional<RuntimeUnavailable> unavailable = Optional.empty();

  /// What a container writes while its log is followed.
  List<LogLine> followed = List.of();

  /// Which runtime it stands in for.
  RuntimeKind kind = RuntimeKind.DOCKER;

  private final Map<String, ContainerSpecification> started = new HashMap<>();
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Map<String, LocalImage> images = new LinkedHashMap<>();
  private int ids;

  /// What the container of that name was started with last.
  ContainerSpecification wanted(String name) {
    return Optional.ofNullable(started.get(name)).orElseThrow();
  }

  /// Adds an image, as a pull or a build would.
  void has(String reference, String id) {
    var parsed = ImageReference.of(reference);
    images.put(
        parsed.exact(),
        new LocalImage(id, List.of(reference), List.of(), PLATFORM, 1_000_000, NOW, OURS));
  }

  /// Adds an image that somebody else built.
  void hasUnlabelled(String reference, String id) {
    has(reference, id);
    images.computeIfPresent(
        ImageReference.of(reference).exact(),
        (key, image) ->
            new LocalImage(
                id, image.tags(), image.digests(), PLATFORM, image.size(), NOW, Map.of()));
  }

  /// Adds a container that stigmer did not make.
  void hasForeign(String name) {
    put(name, new ContainerState.Running(NOW), "other", "other:1", Map.of());
  }

  /// Puts every container of that name into another state.
  void becomes(String name, ContainerState state) {
    containers.computeIfPresent(name, (key, old) -> copy(old, old.name(), state));
  }

  private static Container copy(Container old, String name, ContainerState state) {
    return new Container(
        old.id(),
        name,
        state,
        old.imageId(),
        old.imageReference(),
        old.imageDigest(),
        old.labels(),
        old.created());
  }

  private String put(
      String name, ContainerState state, String imageId, String image, Map<String, String> labels) {
    ids++;
    String id = "%064x".formatted(ids);
    containers.put(
        name, new Container(id, name, state, imageId, image, Optional.empty(), labels, NOW));
    return id;
  }

  @Override
  public RuntimeKind kind() {
    return kind;
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public RuntimeTraits traits() {
    return new RuntimeTraits(PLATFORM, false, virtualMachine, false);
  }

  @Override
  public Optional<LocalImage> image(ImageReference reference) {
    return Optional.ofNullable(images.get(reference.exact()));
  }

  @Override
  public List<LocalImage> images(String repository) {
    return images.entrySet().stream()
        .filter(entry -> ImageReference.of(entry.getKey()).repository().equals(repository))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void removeImage(String id) {
    changes.add("remove image " + id);
    images.values().removeIf(image -> image.id().equals(id));
  }

  @Override
  public OptionalLong downloadSize(ImageReference reference) {
    return registryUp ? OptionalLong.of(1000) : OptionalLong.empty();
  }

  @Override
  public void pull(ImageReference reference, Consumer<PullProgress> progress) {
    if (!registryUp) {
      throw new PullFailure("The registry of %s is down.".formatted(reference), "Wait.");
    }
    changes.add("pull " + reference);
    has(reference.toString(), "sha256:" + reference.exact().hashCode());
  }

  @Override
  public List<Container> containers(String label, String value, Set<String> names) {
    unavailable.ifPresent(reason -> {
      throw reason;
    });
    return containers.values().stream()
        .filter(container ->
            value.equals(container.labels().get(label)) || names.contains(container.name()))
        .toList();
  }

  @Override
  public Optional<Container> containerNamed(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  @Override
  public void check(ContainerSpecification wanted) {
    refusal.ifPresent(reason -> {
      throw reason;
    });
  }

  @Override
  public String start(ContainerSpecification wanted) {
    letOthersAct();
    if (containers.containsKey(wanted.name())) {
      throw new NameTaken(containers.get(wanted.name()));
    }
    changes.add("start " + wanted.name());
    started.put(wanted.name(), wanted);
    return put(
        wanted.name(),
        afterStart,
        image(wanted.image()).orElseThrow().id(),
        wanted.image().exact(),
        wanted.labels());
  }

  @Override
  public void rename(String id, String name) {
    containers.values().stream()
        .filter(container -> container.id().equals(id))
        .findFirst()
        .ifPresent(old -> {
          containers.remove(old.name());
          containers.put(name, copy(old, name, old.state()));
        });
  }

  @Override
  public void stop(String id, Duration grace) {
    containers.replaceAll((name, old) ->
        old.id().equals(id)
            ? copy(old, old.name(), new ContainerState.Exited(0, false, NOW))
            : old);
  }

  @Override
  public void remove(String id) {
    containers
        .values()
        .removeIf(container -> {
          boolean found = container.id().equals(id);
          if (found) {
            changes.add("remove " + container.name().replaceFirst("-ending-.*", ""));
          }
          return found;
        });
  }

  @Override
  public int execute(String id, ContainerCommand command, Consumer<OutputLine> lines) {
    letOthersAct();
    Optional<Container> found =
        containers.values().stream().filter(container -> container.id().equals(id)).findFirst();
    if (found.filter(Container::running).isEmpty()) {
      throw new ContainerNotRunning(found);
    }
    lines.accept(new OutputLine(OutputLine.Channel.OUTPUT, "health says so"));
    Runnable after = afterHealth;
    afterHealth = () -> {};
    after.run();
    return healthExitCode;
  }

  @Override
  public void logs(String id, LogSelection selection, Consumer<LogLine> lines) {
    if (selection.follow()) {
      letOthersAct();
    }
    if (containers.values().stream().noneMatch(container -> container.id().equals(id))) {
      throw new RuntimeFailure("There is no container " + id, "Name another.");
    }
    if (selection.follow()) {
      followed.forEach(lines);
    } else {
      lines.accept(new LogLine(NOW, new OutputLine(OutputLine.Channel.ERROR, "the last line")));
    }
  }

  private void letOthersAct() {
    Runnable act = meanwhile;
    meanwhile = () -> {};
    act.run();
  }
}
