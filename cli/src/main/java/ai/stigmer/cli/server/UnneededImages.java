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

/// Images of the agent-runner and of Temporal that nothing needs: neither a container of ours nor
/// the next start.
public final class UnneededImages {

  private UnneededImages() {}

  /// The images that may be removed.
  public static List<LocalImage> find(ContainerRuntime runtime, Settings settings, Build build) {
    Optional<ImageReference> expected = RunnerImage.expected(settings, build);
    Stream<ImageReference> wanted =
        switch (TemporalServer.of(settings)) {
          case TemporalServer.External external -> expected.stream();
          case TemporalServer.Managed managed ->
              Stream.concat(expected.stream(), Stream.of(managed.image()));
        };
    Set<String> needed = new HashSet<>();
    Observer.ours(runtime).stream().map(Container::imageId).forEach(needed::add);
    wanted
        .flatMap(reference -> runtime.image(reference).stream())
        .map(LocalImage::id)
        .forEach(needed::add);
    if (build instanceof Build.Development) {
      runtime.images(RunnerImage.LOCAL_REPOSITORY).stream()
          .max(Comparator.comparing(LocalImage::created))
          .ifPresent(newest -> needed.add(newest.id()));
    }
    Map<String, LocalImage> unneeded = new LinkedHashMap<>();
    repositories(expected, build)
        .flatMap(repository -> runtime.images(repository).stream())
        .filter(image -> !needed.contains(image.id()))
        .forEach(image -> unneeded.putIfAbsent(image.id(), image));
    return List.copyOf(unneeded.values());
  }

  private static Stream<String> repositories(Optional<ImageReference> expected, Build build) {
    Stream<String> released =
        switch (build) {
          case Build.Released release -> Stream.of(ImageReference.of(release.image()).repository());
          case Build.Development development -> Stream.empty();
        };
    return Stream.of(
            released,
            expected.stream().map(ImageReference::repository),
            Stream.of(RunnerImage.LOCAL_REPOSITORY, TemporalServer.PINNED_IMAGE.repository()))
        .flatMap(repositories -> repositories)
        .distinct();
  }
}
