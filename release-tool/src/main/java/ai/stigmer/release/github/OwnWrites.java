package ai.stigmer.release.github;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// What this run has changed and has not seen in a list yet. GitHub's reads lag behind its writes:
/// a list without the draft just made would look like a reason to make another.
final class OwnWrites {

  private final Map<String, Predicate<List<Release>>> expected = new ConcurrentHashMap<>();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Predicate<Optional<String>>> latest =
      new AtomicReference<>(tag -> true);

  /// A release was created or changed.
  void wrote(Release release) {
    expected.put(
        "release " + release.id(),
        all -> all.stream().anyMatch(listed -> sameButAssets(listed, release)));
  }

  /// A release was deleted, with its assets.
  void deletedRelease(long id) {
    deleted.add(id);
    expected.put("release " + id, all -> all.stream().noneMatch(listed -> listed.id() == id));
  }

  /// Whether this run deleted a release: a list that still shows it is an old one.
  boolean isDeleted(long release) {
    return deleted.contains(release);
  }

  /// An asset was uploaded; it is listed unless its release is gone.
  void uploaded(long release, ReleaseAsset asset) {
    expected.put(
        "asset " + asset.id(),
        all ->
            all.stream()
                .filter(listed -> listed.id() == release)
                .allMatch(listed -> listed.assets().contains(asset)));
  }

  /// An asset was deleted.
  void deletedAsset(long id) {
    expected.put(
        "asset " + id,
        all ->
            all.stream()
                .flatMap(listed -> listed.assets().stream())
                .noneMatch(asset -> asset.id() == id));
  }

  /// A release was marked as the latest.
  void markedLatest(String tag) {
    latest.set(named -> named.equals(Optional.of(tag)));
  }

  /// Whether a list shows everything that was written.
  boolean areSeenIn(List<Release> all) {
    return expected.values().stream().allMatch(predicate -> predicate.test(all));
  }

  /// Whether the latest release is the one that was marked, if any was.
  boolean areSeenIn(Optional<String> latestTag) {
    return latest.get().test(latestTag);
  }

  /// Expects nothing more of lists: others may have changed the same things since.
  void forget() {
    expected.clear();
  }

  /// Expects nothing more of the latest release.
  void forgetLatest() {
    latest.set(tag -> true);
  }

  private static boolean sameButAssets(Release listed, Release written) {
    return listed.id() == written.id()
        && listed.isDraft() == written.isDraft()
        && listed.title().equals(written.title())
        && listed.notes().equals(written.notes())
        && listed.preRelease() == written.preRelease();
  }
}
