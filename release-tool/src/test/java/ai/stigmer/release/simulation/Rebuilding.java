package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.ApplyListener;
import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.http.RetryPolicy.Pauses;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.plan.DesiredImage;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// A tool that takes an exact tag for its own only once the release is published, and whose builds
/// differ each time.
final class Rebuilding implements Tool {

  @Override
  public Conclusion release(
      DesiredRelease wanted,
      World world,
      Reconciliation.Builder builder,
      ApplyListener listener,
      Pauses pauses) {
    var blind = new Blind(wanted.tag().toString(), world.registry(), world.host());
    return Tool.REAL.release(
        wanted,
        new World(
            BrokenPorts.decorated(Registry.class, world.registry(), blind),
            BrokenPorts.decorated(ReleaseHost.class, world.host(), blind),
            world.tap(),
            world.signer()),
        desired -> builder.build(rebuilt(desired, builder, world.registry())),
        listener,
        pauses);
  }

  // The release with an image of its own, unless it has one.
  private DesiredRelease rebuilt(
      DesiredRelease desired, Reconciliation.Builder builder, Registry registry) {
    if (desired.image().digest().isPresent()) {
      return desired;
    }
    BuiltImage image = builder.build(desired).image().built().orElseThrow();
    var annotations = new HashMap<>(image.index().annotations());
    annotations.put("build", registry.tags(desired.image().repository()).toString());
    var index = new ImageIndex(image.index().entries(), annotations);
    return new DesiredRelease(
        desired.project(),
        desired.tag(),
        desired.commit(),
        new DesiredImage(
            desired.image().repository(),
            desired.image().platforms(),
            Optional.empty(),
            Optional.of(new BuiltImage(image.layout(), index, image.platforms(), image.base()))),
        desired.text(),
        desired.assets(),
        desired.formula(),
        desired.signed(),
        desired.yanked());
  }

  /// Sees the exact tag once it has written it, or the release is published.
  static final class Blind {
    private final String tag;
    private final Registry registry;
    private final ReleaseHost host;
    private boolean seeing;

    Blind(String tag, Registry registry, ReleaseHost host) {
      this.tag = tag;
      this.registry = registry;
      this.host = host;
    }

    List<Release> releases() {
      List<Release> releases = host.releases();
      seeing |=
          releases.stream().anyMatch(release -> !release.isDraft() && release.tag().equals(tag));
      return releases;
    }

    Optional<Manifest> manifest(Reference reference) {
      return hides(reference) ? Optional.empty() : registry.manifest(reference);
    }

    Optional<Digest> digest(Reference reference) {
      return hides(reference) ? Optional.empty() : registry.digest(reference);
    }

    Descriptor pushManifest(Reference reference, Manifest manifest) {
      seeing |= names(reference);
      return registry.pushManifest(reference, manifest);
    }

    private boolean hides(Reference reference) {
      return !seeing && names(reference);
    }

    private boolean names(Reference reference) {
      return reference instanceof Reference.Tagged tagged && tagged.tag().equals(tag);
    }
  }
}
