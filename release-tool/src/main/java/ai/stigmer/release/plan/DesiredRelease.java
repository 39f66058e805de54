package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
/// @param signed whether the image and the checksums file are signed
/// @param yanked whether the release is to be taken back: it stays, and nothing names it that moves
public record DesiredRelease(
    String project,
    ReleaseTag tag,
    Commit commit,
    DesiredImage image,
    ReleaseText text,
    List<DesiredAsset> assets,
    Optional<DesiredFormula> formula,
    boolean signed,
    boolean yanked) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /// Copies the list.
  public DesiredRelease {
    assets = List.copyOf(assets);
  }

  /// The version that is released.
  public SemanticVersion version() {
    return tag.version();
  }

  /// This release, to be taken back.
  public DesiredRelease asYanked() {
    return new DesiredRelease(project, tag, commit, image, text, assets, formula, signed, true);
  }

  /// The versions that are taken back, this one among them if it is to be.
  public Set<SemanticVersion> yankedAmong(ObservedHost host) {
    var versions = new HashSet<>(host.yanked());
    if (yanked) {
      versions.add(version());
    }
    return versions;
  }

  /// Whether some of its files are also attached to the image.
  public boolean isDocumented() {
    return assets.stream().anyMatch(asset -> asset.artifactType().isPresent());
  }

  /// Whether a file of that name is part of this release.
  public boolean wants(String name) {
    return assets.stream().anyMatch(asset -> asset.name().equals(name))
        || (signed && name.equals(Checksums.SIGNATURE_NAME));
  }

  /// Whether a draft of this tag holds what a person or another tool wrote. This tool aims its
  /// drafts at a commit, also one that the tag named before; a form, or a call that names no
  /// target, at a branch. One without other words and files has nothing to lose.
  public boolean isForeign(Release draft) {
    boolean ours = COMMIT.matcher(draft.target()).matches();
    String notes = draft.notes().replace("\r\n", "\n").strip();
    return !ours
        && (draft.assets().stream().anyMatch(asset -> !wants(asset.name()))
            || !(notes.isEmpty() || notes.equals(text.notes().strip())));
  }

  /// This release with everything the world has settled: an exact tag settles the image, a
  /// published release its assets, and both together the formula; the mark of a yanked release
  /// settles that it stays yanked. What was built on another image is dropped, and so are the
  /// documents that a published release never had: the tool did not always write them.
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
            .filter(asset -> !neverHad(asset.name(), observed.host()))
            .map(asset ->
                new DesiredAsset(
                    asset.name(),
                    asset.artifactType(),
                    recorded(asset.name(), observed.host()),
                    otherImage ? Optional.empty() : asset.artifact()))
            .toList();
    return new DesiredRelease(
            project,
            tag,
            commit,
            settledImage,
            text,
            settledAssets,
            formula,
            signed,
            yanked || observed.host().yanked().contains(version()))
        .aimedAtTap(observed)
        .withRenderedFormula(observed.fallback());
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
    return new DesiredRelease(
            project, tag, commit, builtImage, text, builtAssets, formula, signed, yanked)
        .withRenderedFormula(Optional.empty());
  }

  // A release wants its own version served; a yanked one the version that is left.
  private DesiredRelease aimedAtTap(ObservedRelease observed) {
    SemanticVersion served =
        yanked
            ? observed.fallback().map(fallback -> fallback.tag().version()).orElse(version())
            : version();
    return withFormula(
        formula.map(wanted ->
            wanted.aimedAt(
                FormulaTarget.of(
                    served,
                    observed
                        .tap()
                        .flatMap(tap -> tap.state().formula())
                        .map(text -> new Formula(wanted.name(), text)),
                    yankedAmong(observed.host())))));
  }

  private DesiredRelease withRenderedFormula(Optional<Fallback> fallback) {
    if (yanked) {
      return withFormula(formula.map(wanted -> fallback.map(wanted::rendered).orElse(wanted)));
    }
    var digests = new HashMap<String, Digest>();
    assets.forEach(asset -> asset.digest().ifPresent(digest -> digests.put(asset.name(), digest)));
    boolean known = image.digest().isPresent() && digests.size() == assets.size();
    return known
        ? withFormula(formula.map(wanted -> wanted.rendered(image.digest().orElseThrow(), digests)))
        : this;
  }

  private DesiredRelease withFormula(Optional<DesiredFormula> other) {
    return new DesiredRelease(project, tag, commit, image, text, assets, other, signed, yanked);
  }

  private boolean neverHad(String name, ObservedHost host) {
    return Document.find(name, project, version()).isPresent()
        && host.release() instanceof Published(var release, var checksums)
        && release.asset(name).isEmpty()
        && checksums.filter(recorded -> recorded.digestOf(name).isEmpty()).isPresent();
  }

  private static Optional<Digest> recorded(String name, ObservedHost host) {
    return host.release() instanceof Published published
        ? published.checksums().flatMap(checksums -> checksums.digestOf(name))
        : Optional.empty();
  }
}
