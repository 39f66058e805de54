package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What should exist for one release tag, as far as it is known: the tag, the configuration, what
/// the world has settled already and, after a build, the rest.
///
/// @param project the product's name
/// @param tag the release tag
/// @param commit the commit it names
/// @param image the image
/// @param text the release's words on GitHub
/// @param assets the release's files, the checksums file last
/// @param formula the formula; nothing for a pre-release, or where no tap is configured
public record DesiredRelease(
    String project,
    ReleaseTag tag,
    Commit commit,
    DesiredImage image,
    ReleaseText text,
    List<DesiredAsset> assets,
    Optional<DesiredFormula> formula) {

  /// Copies the list.
  public DesiredRelease {
    assets = List.copyOf(assets);
  }

  /// The version that is released.
  public SemanticVersion version() {
    return tag.version();
  }

  /// This release with everything the world has settled: an exact tag settles the image, a
  /// published release its assets, and both together the formula. What was built on another image
  /// is dropped.
  public DesiredRelease settledBy(ObservedRelease observed) {
    Optional<Digest> adopted =
        observed.images().exact().map(PublishedImage::digest).or(image::adopted);
    boolean otherImage =
        adopted.isPresent()
            && image.built().isPresent()
            && !adopted.equals(image.built().map(built -> built.digest()));
    var settledImage =
        new DesiredImage(
            image.repository(),
            image.platforms(),
            adopted,
            otherImage ? Optional.empty() : image.built());
    List<DesiredAsset> settledAssets =
        assets.stream()
            .map(asset ->
                new DesiredAsset(
                    asset.name(),
                    asset.artifactType(),
                    recorded(asset.name(), observed.host()),
                    otherImage ? Optional.empty() : asset.artifact()))
            .toList();
    return new DesiredRelease(project, tag, commit, settledImage, text, settledAssets, formula)
        .withRenderedFormula();
  }

  /// This release with what a build made of it.
  ///
  /// @param artifacts the files, one for each asset, in any order
  public DesiredRelease built(DesiredImage builtImage, List<Artifact> artifacts) {
    Map<String, Artifact> byName =
        artifacts.stream().collect(Collectors.toMap(Artifact::name, artifact -> artifact));
    if (byName.size() != assets.size()) {
      throw new IllegalArgumentException("a release of " + assets.size() + " files got " + byName);
    }
    List<DesiredAsset> builtAssets =
        assets.stream()
            .map(asset -> asset.built(Optional.ofNullable(byName.get(asset.name())).orElseThrow()))
            .toList();
    return new DesiredRelease(project, tag, commit, builtImage, text, builtAssets, formula)
        .withRenderedFormula();
  }

  private DesiredRelease withRenderedFormula() {
    var digests = new HashMap<String, Digest>();
    assets.forEach(asset -> asset.digest().ifPresent(digest -> digests.put(asset.name(), digest)));
    boolean known = image.digest().isPresent() && digests.size() == assets.size();
    Optional<DesiredFormula> rendered =
        formula.map(wanted ->
            new DesiredFormula(
                wanted.name(),
                wanted.delivery(),
                wanted.recipe(),
                known
                    ? Optional.of(
                        wanted.recipe().render(image.digest().orElseThrow(), Map.copyOf(digests)))
                    : Optional.empty()));
    return new DesiredRelease(project, tag, commit, image, text, assets, rendered);
  }

  private static Optional<Digest> recorded(String name, ObservedHost host) {
    return host.release() instanceof Published published
        ? published.checksums().flatMap(checksums -> checksums.digestOf(name))
        : Optional.empty();
  }
}
