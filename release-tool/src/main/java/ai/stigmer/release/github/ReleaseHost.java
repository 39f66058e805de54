package ai.stigmer.release.github;

import ai.stigmer.release.artifact.Artifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The releases of one repository on GitHub. Every method may fail with a
/// [ai.stigmer.release.problem.ReleaseException]: kind permission for a credential that is missing
/// or refused, remote for the rest.
public interface ReleaseHost {

  /// Every release, drafts included, on all pages; the highest number first.
  List<Release> releases();

  /// The tag of the release marked as the latest.
  Optional<String> latest();

  /// The commit a Git tag names on GitHub, an annotated tag followed to its commit.
  Optional<String> tagCommit(String tag);

  /// Creates a draft; if the reply is lost, the draft is looked up before another is created.
  Release createDraft(ReleaseText text);

  /// Gives a release other words; its assets stay.
  Release updateText(long release, ReleaseText text);

  /// Proves that releases may be written, and writes nothing.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind permission if they may not, of
  ///   kind input if the repository is archived or has moved
  void tryWrite();

  /// Marks a published release as taken back. Nothing but its title and notes is sent, since an
  /// immutable release takes nothing else.
  Release markYanked(long release, YankMark mark);

  /// Deletes a draft. One that is not there is deleted.
  void deleteDraft(long release);

  /// Uploads a file to a release, streaming it, and gives the asset as GitHub then holds it.
  ReleaseAsset upload(long release, Artifact artifact);

  /// Deletes an asset. One that is not there is deleted.
  void deleteAsset(long asset);

  /// Makes a draft visible.
  ///
  /// @param latest whether it becomes the one marked as the latest
  Release publish(long release, boolean latest);

  /// Marks a published release as the latest.
  void markLatest(long release);

  /// Writes an asset's bytes to a file.
  void download(ReleaseAsset asset, Path file);

  /// An asset's bytes as text.
  ///
  /// @param limit the most bytes it may have
  String downloadText(ReleaseAsset asset, int limit);
}
