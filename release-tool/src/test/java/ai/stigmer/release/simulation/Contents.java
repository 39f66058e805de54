package ai.stigmer.release.simulation;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.version.SemanticVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What files, formulae and indexes say. Content is what its digest says, in every simulated world,
/// so each is read once.
final class Contents {

  private static final Pattern ASSET_DIGEST = Pattern.compile("sha256 \"([0-9a-f]{64})\"");
  private static final Pattern IMAGE = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int TEXT_LIMIT = 1 << 20;

  private static final Map<Digest, String> TEXTS = new ConcurrentHashMap<>();
  private static final Map<Digest, Checksums> CHECKSUMS = new ConcurrentHashMap<>();
  private static final Map<Digest, ImageIndex> INDEXES = new ConcurrentHashMap<>();
  private static final Map<Digest, SemanticVersion> VERSIONS = new ConcurrentHashMap<>();
  private static final Map<String, List<Digest>> IMAGES = new ConcurrentHashMap<>();
  private static final Map<String, Installed> FORMULAE = new ConcurrentHashMap<>();

  /// What a formula installs.
  ///
  /// @param files the digests of what is downloaded
  record Installed(SemanticVersion version, List<Digest> files) {}

  private Contents() {}

  /// What a formula installs.
  static Installed installedBy(String formula) {
    return FORMULAE.computeIfAbsent(
        formula,
        text ->
            new Installed(
                new Formula(SampleRelease.FORMULA, text).version().orElseThrow(),
                ASSET_DIGEST
                    .matcher(text)
                    .results()
                    .map(digest -> new Digest(digest.group(1)))
                    .toList()));
  }

  /// The digests of images that a text names.
  static List<Digest> imagesIn(String text) {
    return IMAGES.computeIfAbsent(
        text,
        unread -> IMAGE.matcher(unread).results().map(MatchResult::group).map(Digest::of).toList());
  }

  /// The text of a file.
  static String text(ReleaseHost host, ReleaseAsset asset) {
    return TEXTS.computeIfAbsent(digest(asset), unread -> host.downloadText(asset, TEXT_LIMIT));
  }

  /// What a checksums file says.
  static Checksums checksums(ReleaseHost host, ReleaseAsset asset) {
    return CHECKSUMS.computeIfAbsent(
        digest(asset), unread -> Checksums.parse(text(host, asset), Checksums.FILE_NAME));
  }

  /// The digest of a file.
  ///
  /// @throws BrokenPromise if it was not uploaded to its end
  static Digest digest(ReleaseAsset asset) {
    return asset
        .digest()
        .orElseThrow(() -> new BrokenPromise("I5", asset.name() + " is not all there"));
  }

  /// Whether an image is there with everything it is made of.
  static boolean isWhole(Registry registry, Digest index) {
    var reader = new ImageReader(registry);
    Optional<PublishedImage> whole =
        reader
            .read(new ByDigest(SampleRelease.REPOSITORY, index))
            .filter(PublishedImage::isWhole)
            .filter(image -> reader.missingBlobs(image).isEmpty());
    whole.flatMap(PublishedImage::index).ifPresent(known -> INDEXES.put(index, known));
    return whole.isPresent();
  }

  /// An index that was whole once.
  static ImageIndex index(Digest index) {
    return Optional.ofNullable(INDEXES.get(index))
        .orElseThrow(() -> new BrokenPromise("I1", index + " is no image"));
  }

  /// The version of an image that was whole once.
  static SemanticVersion version(Digest index) {
    return VERSIONS.computeIfAbsent(
        index,
        unread ->
            index(index)
                .version()
                .flatMap(SemanticVersion::find)
                .orElseThrow(() -> new BrokenPromise("I1", index + " is no image of a version")));
  }
}
