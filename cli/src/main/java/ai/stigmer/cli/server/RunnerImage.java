package ai.stigmer.cli.server;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.settings.InvalidSettingException;
import ai.stigmer.cli.settings.Setting;
import ai.stigmer.cli.settings.Settings;
import ai.stigmer.cli.stamp.Build;
import java.util.Comparator;
import java.util.Optional;

/// The image the agent-runner is started from.
///
/// @param reference its name
public record RunnerImage(ImageReference reference) {

  /// Where `make release-local` puts images; no registry has this name.
  static final String LOCAL_REPOSITORY = "localhost/stigmer/agent-runner";

  /// Whether a registry has it. An image of this machine alone is never asked of one.
  boolean isInRegistry() {
    return !reference.repository().startsWith("localhost/");
  }

  /// What a person asked for.
  ///
  /// @param named an image by name
  /// @param local the development image of this machine
  public record Choice(Optional<String> named, boolean local) {}

  /// The image that is asked for, else the one that is set, else the one that belongs to this
  /// build.
  ///
  /// @throws UserFailure if there is none
  static RunnerImage choose(
      Choice choice, Settings settings, Build build, ContainerRuntime runtime) {
    if (choice.named().isPresent()) {
      return new RunnerImage(read(choice.named().get(), "--image"));
    }
    if (choice.local()) {
      return new RunnerImage(local(build, runtime));
    }
    return expected(settings, build)
        .map(RunnerImage::new)
        .orElseThrow(() ->
            new UserFailure(
                "This stigmer was built from a checkout, so no image belongs to it.",
                "Build one with 'make release-local' and start with --use-local-image, or name"
                    + " one with --image."));
  }

  /// The image that a start without options uses; nothing for a build of no release.
  ///
  /// @throws UserFailure if what is set is no image
  public static Optional<ImageReference> expected(Settings settings, Build build) {
    Optional<ImageReference> set =
        settings.value(Setting.IMAGE).map(value -> read(value.text(), value.origin()));
    return set.or(() ->
        switch (build) {
          case Build.Released released -> Optional.of(ImageReference.of(released.image()));
          case Build.Development development -> Optional.empty();
        });
  }

  private static ImageReference local(Build build, ContainerRuntime runtime) {
    return switch (build) {
      case Build.Released released ->
          ImageReference.of(LOCAL_REPOSITORY + ":v" + released.version());
      case Build.Development development ->
          runtime.images(LOCAL_REPOSITORY).stream()
              .max(Comparator.comparing(LocalImage::created))
              .flatMap(image ->
                  image.tags().stream()
                      .filter(tag -> tag.startsWith(LOCAL_REPOSITORY + ":"))
                      .findFirst())
              .map(ImageReference::of)
              .orElseThrow(() -> notBuilt(LOCAL_REPOSITORY));
    };
  }

  /// The failure to find a local image.
  static UserFailure notBuilt(String image) {
    return new UserFailure(
        "There is no image %s on this machine, and no registry has it.".formatted(image),
        image.startsWith(LOCAL_REPOSITORY)
            ? "Build it with 'make release-local' in a checkout of stigmer."
            : "Build or load it, or set another.");
  }

  private static ImageReference read(String text, String origin) {
    try {
      return ImageReference.of(text);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSettingException(
          "%s: %s.".formatted(origin, malformed.getMessage()),
          "Name the image with its tag or digest, such as %s:v1.2.3.".formatted(LOCAL_REPOSITORY));
    }
  }
}
