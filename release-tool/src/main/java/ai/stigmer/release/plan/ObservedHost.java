package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What GitHub holds that concerns one release.
///
/// @param tagCommit the commit the Git tag names there, if it is there
/// @param release the release of this tag
/// @param duplicates further drafts for the same tag
/// @param foreignDrafts drafts for the same tag that hold what a person or another tool wrote
/// @param published the releases everybody sees, by version
/// @param latest the release marked as the latest, if its tag is a release tag
public record ObservedHost(
    Optional<String> tagCommit,
    Hosted release,
    List<Release> duplicates,
    List<Release> foreignDrafts,
    Map<SemanticVersion, Release> published,
    Optional<ReleaseTag> latest) {

  /// Copies the collections.
  public ObservedHost {
    duplicates = List.copyOf(duplicates);
    foreignDrafts = List.copyOf(foreignDrafts);
    published = Map.copyOf(published);
  }

  /// The releases of a host that everybody sees, by version.
  public static Map<SemanticVersion, Release> published(Collection<Release> releases) {
    var published = new HashMap<SemanticVersion, Release>();
    for (Release release : releases) {
      if (!release.isDraft()) {
        ReleaseTag.find(release.tag()).ifPresent(tag -> published.put(tag.version(), release));
      }
    }
    return published;
  }

  /// The versions that were taken back.
  public Set<SemanticVersion> yanked() {
    return yanked(published);
  }

  /// The versions among these that were taken back.
  public static Set<SemanticVersion> yanked(Map<SemanticVersion, Release> published) {
    return published.entrySet().stream()
        .filter(entry -> entry.getValue().isYanked())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// One release as GitHub holds it.
  public sealed interface Hosted {}

  /// There is none.
  public record Absent() implements Hosted {}

  /// Maintainers see it.
  public record Draft(Release release) implements Hosted {}

  /// Everybody sees it.
  ///
  /// @param checksums its checksums file, if it has one
  public record Published(Release release, Optional<RecordedChecksums> checksums)
      implements Hosted {}

  /// A published release's checksums file: the authority on its assets.
  ///
  /// @param text the file
  /// @param checksums what it says
  public record RecordedChecksums(String text, Checksums checksums) {

    /// The digest an asset of that name must have; the file's own follows from its text.
    public Optional<Digest> digestOf(String name) {
      return name.equals(Checksums.FILE_NAME)
          ? Optional.of(Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8)))
          : checksums.find(name);
    }
  }
}
