package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Images of the agent-runner, of this release's own repository or of this machine, that nothing
/// needs: neither a container of any stigmer nor the next start. Images of other names, Temporal's
/// among them, may be somebody else's.
public final class UnneededImages {

  private static final String RUNNER = Component.AGENT_RUNNER.title();

  private UnneededImages() {}

  /// The images that may be removed.
  public static List<LocalImage> find(ContainerRuntime runtime, Settings settings, Build build) {
    Optional<ImageReference> expected = RunnerImage.expected(settings, build);
    Set<String> needed = new HashSet<>();
    runtime.containers(Label.MANAGED_BY, Label.STIGMER, Set.of()).stream()
        .map(Container::imageId)
        .forEach(needed::add);
    Stream.concat(expected.stream(), stamped(build).stream())
        .distinct()
        .flatMap(reference -> runtime.image(reference).stream())
        .map(LocalImage::id)
        .forEach(needed::add);
    if (build instanceof Build.Development) {
      runtime.images(RunnerImage.LOCAL_REPOSITORY).stream()
          .max(Comparator.comparing(LocalImage::created))
          .ifPresent(newest -> needed.add(newest.id()));
    }
    Map<String, LocalImage> unneeded = new LinkedHashMap<>();
    repositories(build)
        .flatMap(repository -> runtime.images(repository).stream())
        .filter(image -> RUNNER.equals(image.labels().get(Label.TITLE)))
        .filter(image -> !needed.contains(image.id()))
        .forEach(image -> unneeded.putIfAbsent(image.id(), image));
    return List.copyOf(unneeded.values());
  }

  /// The image that belongs to this release, even while another one is set.
  private static Optional<ImageReference> stamped(Build build) {
    return switch (build) {
      case Build.Released release -> Optional.of(ImageReference.of(release.image()));
      case Build.Development _ -> Optional.empty();
    };
  }

  private static Stream<String> repositories(Build build) {
    return Stream.concat(
            stamped(build).map(ImageReference::repository).stream(),
            Stream.of(RunnerImage.LOCAL_REPOSITORY))
        .distinct();
  }
}
