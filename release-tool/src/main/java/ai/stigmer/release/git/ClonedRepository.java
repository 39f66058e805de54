package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A copy of a source repository that may be written to, made by [SourceRepository#cloneTo].
///
/// @param root the folder of its working tree
public record ClonedRepository(Path root) {

  /// Tags the commit that is checked out; a tag that is there already is left alone.
  ///
  /// @throws ReleaseException of kind input if the tag names another commit
  public void createTag(ReleaseTag tag) {
    Commit head;
    Optional<Commit> tagged;
    try (SourceRepository source = SourceRepository.open(root)) {
      head = source.head();
      tagged = source.commitOf(tag);
    }
    if (tagged.isPresent() && !tagged.get().equals(head)) {
      throw ReleaseException.input(
          "The tag " + tag + " exists and names another commit than the one checked out",
          "Name a version that is not released yet, or check out the tag.");
    }
    if (tagged.isEmpty()) {
      Reading.of(
          root,
          () -> {
            try (Repository repository =
                new FileRepositoryBuilder().setWorkTree(root.toFile()).setMustExist(true).build()) {
              point(repository, Constants.R_TAGS + tag, ObjectId.fromString(head.id()));
            }
            return root;
          });
    }
  }

  /// Makes a name in a repository point at an object.
  static void point(Repository repository, String name, ObjectId target) throws IOException {
    RefUpdate update = repository.updateRef(name);
    update.setNewObjectId(target);
    update.disableRefLog();
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, NO_CHANGE, FAST_FORWARD, FORCED -> {}
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON,
          RENAMED,
          IO_FAILURE ->
          throw new IOException(name + " could not be written: " + result);
    }
  }
}
