package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which server it is: that of one data folder. Servers of several people or folders are beside
/// each other in one runtime, and none touches another's.
///
/// @param data the data folder, without links
/// @param suffix ends its containers' names; empty for the folder in a person's home
public record ServerIdentity(Path data, String suffix) {

  private static final int SUFFIX_LENGTH = 8;
  private static final String ENDING = "-ending-";

  /// The server of these folders.
  public static ServerIdentity of(Folders folders) {
    Path data = withoutLinks(folders.data());
    return new ServerIdentity(
        data,
        folders.data().equals(folders.usualData())
            ? ""
            : "-" + Fingerprint.of(data.toString()).substring(0, SUFFIX_LENGTH));
  }

  /// The same whether the folder is there yet or not.
  private static Path withoutLinks(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      Path parent = path.getParent();
      return parent == null ? path : withoutLinks(parent).resolve(path.getFileName());
    }
  }

  /// The name of a component's container.
  public String containerName(Component component) {
    return "stigmer-" + component.title() + suffix;
  }

  /// The name of a container whose end was asked for. Labels cannot be changed, but a name can: it
  /// tells the next command what one that was killed has begun.
  static String nameOfEnding(Container container) {
    return isEnding(container) ? container.name() : container.name() + ENDING + container.shortId();
  }

  /// Whether a container's end was asked for, which then comes sooner or later.
  static boolean isEnding(Container container) {
    return container.name().endsWith(ENDING + container.shortId());
  }

  /// The labels that make a container this server's.
  Map<String, String> labels(Component component) {
    return Map.of(
        Label.MANAGED_BY, Label.STIGMER,
        Label.DATA, data.toString(),
        Label.COMPONENT, component.title());
  }

  /// Whether a container is this server's.
  boolean owns(Container container) {
    return Label.isStigmers(container)
        && data.toString().equals(container.labels().get(Label.DATA));
  }

  /// Every container of this server, in any state.
  List<Container> containers(ContainerRuntime runtime) {
    return runtime.containers(Label.MANAGED_BY, Label.STIGMER, Set.of()).stream()
        .filter(this::owns)
        .toList();
  }

  /// Every container of this server, and whatever else has one of its names.
  List<Container> containersAndNamesakes(ContainerRuntime runtime) {
    Set<String> names =
        Arrays.stream(Component.values()).map(this::containerName).collect(Collectors.toSet());
    return runtime.containers(Label.MANAGED_BY, Label.STIGMER, names).stream()
        .filter(found -> owns(found) || names.contains(found.name()))
        .toList();
  }

  /// The agent-runner's container among those of this server, if it runs.
  static Optional<Container> runner(List<Container> containers) {
    return containers.stream()
        .filter(Component.AGENT_RUNNER::owns)
        .filter(Container::running)
        .findFirst();
  }
}
