package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One write: what it expects to find and what it leaves. An action is data; the executor has the
/// hands.
///
/// What only a build can tell is an empty [Optional] until then; such an action is not [#ready()].
public sealed interface Action {

  /// Whether everything the action needs is known.
  default boolean ready() {
    return true;
  }

  /// Pushes every manifest of an image by digest; no tag names it yet.
  record PushImage(Repository repository, Optional<BuiltImage> image) implements Action {
    @Override
    public boolean ready() {
      return image.isPresent();
    }
  }

  /// Names an index by the tag that never moves, which must be absent.
  record CreateTag(Repository repository, ReleaseTag tag, Optional<Digest> digest)
      implements Action {
    @Override
    public boolean ready() {
      return digest.isPresent();
    }
  }

  /// Attaches a document about the image to its index.
  ///
  /// @param name the document's file name
  /// @param referrer the manifest that attaches it
  /// @param artifact the document on this machine; without one, the published release holds it
  record AttachReferrer(
      Repository repository, String name, Optional<Referrer> referrer, Optional<Artifact> artifact)
      implements Action {
    @Override
    public boolean ready() {
      return referrer.isPresent();
    }
  }

  /// Signs a manifest.
  record SignManifest(Repository repository, Optional<Digest> manifest) implements Action {
    @Override
    public boolean ready() {
      return manifest.isPresent();
    }
  }

  /// Signs the checksums file, as the release holds it, and uploads the signature beside it.
  ///
  /// @param checksums the digest that file must have
  /// @param replaces the signature that is deleted first, because it is not valid
  record SignChecksums(Optional<Digest> checksums, Optional<Long> replaces) implements Action {
    @Override
    public boolean ready() {
      return checksums.isPresent();
    }
  }

  /// Creates the release, visible to maintainers only.
  record CreateDraftRelease(ReleaseText text) implements Action {}

  /// Gives a draft the right words.
  record RewriteDraftRelease(long release, ReleaseText text) implements Action {}

  /// Deletes a draft that a second run created for the same tag.
  record DeleteDuplicateDraft(long release) implements Action {}

  /// Uploads a file to the draft.
  ///
  /// @param replaces the asset of that name which is deleted first, because it broke or is another
  record UploadAsset(String name, Optional<Artifact> artifact, Optional<Long> replaces)
      implements Action {
    @Override
    public boolean ready() {
      return artifact.isPresent();
    }
  }

  /// Makes the draft visible, if it holds exactly these assets and the Git tag has not moved.
  ///
  /// @param tagCommit the commit the tag names on GitHub, or nothing if publishing creates the tag
  /// @param assets the digests by name
  /// @param signed whether the checksums file's signature lies beside them
  /// @param latest whether it becomes the one marked as the latest
  record PublishRelease(
      ReleaseTag tag,
      Optional<String> tagCommit,
      SortedMap<String, Digest> assets,
      boolean signed,
      boolean latest)
      implements Action {
    /// Copies the map.
    public PublishRelease {
      assets = new TreeMap<>(Map.copyOf(assets));
    }
  }

  /// Marks a published release as taken back.
  ///
  /// @param release the release as it was found; if its words are others when the turn comes,
  ///   nothing is written
  record MarkYanked(Release release) implements Action {}

  /// Marks a published release as the latest.
  ///
  /// @param from the tag that has the mark now; if it is another when the turn comes, only a lower
  ///   one loses it
  record MarkLatest(ReleaseTag tag, long release, Optional<ReleaseTag> from) implements Action {}

  /// Points a floating tag at a higher version, or from a yanked one at the highest that is left.
  ///
  /// @param from the digest it names now; if it names another when its turn comes, nothing is
  ///   written
  /// @param to the version it is to name
  /// @param digest that version's index
  record MoveFloatingTag(
      Repository repository,
      FloatingTag tag,
      Optional<Digest> from,
      SemanticVersion to,
      Optional<Digest> digest)
      implements Action {
    @Override
    public boolean ready() {
      return digest.isPresent();
    }
  }

  /// Commits the formula to a branch of the tap.
  ///
  /// @param branch the default branch, or the one that proposes the formula
  /// @param expected the commit the branch is at, or nothing if it must not exist
  record CommitFormula(
      FormulaName formula,
      Optional<String> content,
      String branch,
      Optional<String> expected,
      String message)
      implements Action {
    @Override
    public boolean ready() {
      return content.isPresent();
    }
  }

  /// Opens the pull request that brings the formula to the tap's default branch.
  record OpenTapPullRequest(
      FormulaName formula, String branch, String base, String title, String body)
      implements Action {}

  /// Closes an older pull request for the same formula, and deletes its branch.
  ///
  /// @param number the pull request; nothing if a run ended before it opened one
  record ClosePullRequest(Optional<Long> number, FormulaName formula, String branch, String comment)
      implements Action {}

  /// Deletes a file of the draft that the release does not want.
  record DeleteAsset(String name, long asset) implements Action {}
}
