package ai.stigmer.release.simulation;

import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.SampleRelease;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Releases to be made in simulations, each built once: the same commit gives the same bytes.
final class Releases {

  private final Path folder;
  private final SampleRelease sample;
  private final Map<Built, DesiredRelease> built = new ConcurrentHashMap<>();

  private record Built(String tag, Optional<Digest> image, boolean signed) {

    // One for each, so that none replaces the other's files.
    String folder() {
      return tag
          + (signed ? "-signed" : "")
          + image.map(digest -> "-on-" + digest.hex()).orElse("");
    }
  }

  /// @param folder where they are built
  Releases(Path folder) {
    this.folder = folder;
    this.sample = new SampleRelease(folder);
  }

  /// A release before anything is built.
  DesiredRelease describe(String tag) {
    return sample.describe(tag);
  }

  /// A release before anything is built, whose formula is delivered that way.
  DesiredRelease describe(String tag, Delivery delivery) {
    return sample.describe(tag, delivery);
  }

  /// A release before anything is built, with a document about its image and with signatures.
  DesiredRelease describeSigned(String tag) {
    return sample.describeSigned(tag);
  }

  /// The release with everything built, unless it is taken back.
  DesiredRelease prepare(DesiredRelease desired) {
    return desired.yanked() ? desired : build(desired);
  }

  /// The release with everything built that is not adopted.
  DesiredRelease build(DesiredRelease desired) {
    DesiredRelease whole =
        built.computeIfAbsent(
            new Built(desired.tag().toString(), desired.image().digest(), desired.signed()),
            which -> new SampleRelease(folder.resolve(which.folder())).build(desired));
    return desired.built(
        whole.image(),
        whole.assets().stream().flatMap(asset -> asset.artifact().stream()).toList());
  }
}
