package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The Git repository a release is made from. It is only ever read.
///
/// Every method throws a [ReleaseException] of kind input if the repository cannot be read, or is a
/// partial clone that lacks what is asked for.
public final class SourceRepository implements AutoCloseable {

  private final Repository repository;
  private final Path root;

  private SourceRepository(Repository repository) {
    this.repository = repository;
    this.root = repository.getWorkTree().toPath();
  }

  /// Opens the repository that a folder is in; the folder may be any of its working tree.
  ///
  /// @throws ReleaseException of kind input if the folder is in no working tree
  public static SourceRepository open(Path anyFolderInside) {
    JGitEnvironment.prepare();
    Path folder = anyFolderInside.toAbsolutePath().normalize();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    if (builder.getGitDir() == null) {
      throw noRepository(folder);
    }
    Repository repository = Reading.of(folder, () -> builder.setMustExist(true).build());
    if (repository.isBare()) {
      repository.close();
      throw noRepository(folder);
    }
    return new SourceRepository(repository);
  }

  /// The folder of its working tree.
  public Path root() {
    return root;
  }

  /// The commit that is checked out.
  ///
  /// @throws ReleaseException of kind input if there is none yet
  public Commit head() {
    return read(() -> commit(headId()));
  }

  /// Whether its history was cut off when it was cloned.
  public boolean isShallow() {
    return read(() -> !repository.getObjectDatabase().getShallowCommits().isEmpty());
  }

  /// How the working tree differs from the commit that is checked out, ignored files apart.
  ///
  /// @param edited the files of the commit that were changed, deleted or staged, sorted
  /// @param unknown the files that are not in the commit, sorted
  public record Differences(List<String> edited, List<String> unknown) {
    /// Copies the lists.
    public Differences {
      edited = List.copyOf(edited);
      unknown = List.copyOf(unknown);
    }
  }

  /// How the working tree differs from the commit that is checked out.
  public Differences differences() {
    return read(() -> {
      try (var git = new Git(repository)) {
        Status status = git.status().call();
        return new Differences(
            status.getUncommittedChanges().stream().sorted().toList(),
            status.getUntracked().stream().sorted().toList());
      }
    });
  }

  /// Every tag that is a release tag, the lowest version first.
  public List<ReleaseTag> releaseTags() {
    return read(() ->
        repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS).stream()
            .flatMap(
                ref -> ReleaseTag.find(ref.getName().substring(Constants.R_TAGS.length())).stream())
            .sorted()
            .toList());
  }

  /// The release tags of the commit that is checked out, the lowest version first.
  public List<ReleaseTag> releaseTagsAtHead() {
    String head = head().id();
    return releaseTags().stream()
        .filter(tag -> commitOf(tag).map(Commit::id).filter(head::equals).isPresent())
        .toList();
  }

  /// The commit a tag names, through its tag object if it has one; nothing if there is no such tag.
  ///
  /// @throws ReleaseException of kind input if the tag names no commit
  public Optional<Commit> commitOf(ReleaseTag tag) {
    return read(() -> {
      Ref ref = repository.exactRef(Constants.R_TAGS + tag);
      ObjectId target = ref == null ? null : ref.getObjectId();
      if (target == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(commit(target));
      } catch (IncorrectObjectTypeException noCommit) {
        throw ReleaseException.input(
            "The tag " + tag + " names no commit", "Delete it and tag the commit to release.");
      }
    });
  }

  /// A commit by its id; nothing if this clone does not have it.
  public Optional<Commit> find(String id) {
    return read(() -> {
      try {
        return Optional.of(commit(ObjectId.fromString(id)));
      } catch (MissingObjectException notFetched) {
        return Optional.empty();
      }
    });
  }

  /// The address of the remote `origin`, without any credential it holds.
  public Optional<String> originUrl() {
    return origin().map(OriginUrl::shown);
  }

  /// The `owner/name` of the remote `origin`, if that is on GitHub.
  public Optional<String> gitHubRepository() {
    return origin().flatMap(OriginUrl::gitHubRepository);
  }

  /// The commits from one back to a tag, the tag's own and all before it left out; the newest
  /// first.
  ///
  /// @throws ReleaseException of kind input if there is no such tag
  public List<Commit> commits(Commit from, Optional<ReleaseTag> after) {
    Optional<Commit> end =
        after.map(named ->
            commitOf(named)
                .orElseThrow(() ->
                    ReleaseException.input(
                        "There is no tag " + named, "Fetch it by: git fetch --tags")));
    return read(() -> {
      var commits = new ArrayList<Commit>();
      try (var walk = new RevWalk(repository)) {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.COMMIT_TIME_DESC, true);
        walk.markStart(walk.parseCommit(ObjectId.fromString(from.id())));
        if (end.isPresent()) {
          walk.markUninteresting(walk.parseCommit(ObjectId.fromString(end.get().id())));
        }
        walk.forEach(commit -> commits.add(commit(commit)));
      }
      return List.copyOf(commits);
    });
  }

  /// The highest stable release whose tag is at the commit that is checked out, or before it.
  public Optional<ReleaseTag> lastRelease() {
    return read(() -> {
      try (var walk = new RevWalk(repository)) {
        RevCommit head = walk.parseCommit(headId());
        for (ReleaseTag tag : releaseTags().reversed()) {
          Optional<Commit> commit = tag.isStable() ? commitOf(tag) : Optional.empty();
          if (commit.isPresent()
              && walk.isMergedInto(
                  walk.parseCommit(ObjectId.fromString(commit.orElseThrow().id())), head)) {
            return Optional.of(tag);
          }
        }
        return Optional.empty();
      }
    });
  }

  /// The text of a file in a commit; nothing if there is no file of that path.
  public Optional<String> fileAt(Commit commit, String path) {
    return read(() -> {
      try (var walk = new RevWalk(repository)) {
        RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit.id()));
        try (TreeWalk file = TreeWalk.forPath(walk.getObjectReader(), path, parsed.getTree())) {
          return file == null || (file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE
              ? Optional.empty()
              : Optional.of(
                  new String(
                      repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
        }
      }
    });
  }

  /// Copies the commit that is checked out, its history and all tags into a folder and checks it
  /// out there. Line endings are those in the repository, and nothing uncommitted comes along.
  ///
  /// @param folder absent or empty
  /// @throws ReleaseException of kind input if the folder is neither
  public ClonedRepository cloneTo(Path folder) {
    return read(() -> RepositoryCopy.of(repository, headId(), originUrl(), folder));
  }

  @Override
  public void close() {
    repository.close();
  }

  private Optional<OriginUrl> origin() {
    return Optional.ofNullable(repository.getConfig().getString("remote", "origin", "url"))
        .map(OriginUrl::new);
  }

  private ObjectId headId() throws IOException {
    return Optional.ofNullable(repository.resolve(Constants.HEAD))
        .orElseThrow(() ->
            ReleaseException.input(
                "The Git repository " + root + " has no commits",
                "Commit what is to be released."));
  }

  private Commit commit(ObjectId id) throws IOException {
    try (var walk = new RevWalk(repository)) {
      return commit(walk.parseCommit(id));
    }
  }

  private static Commit commit(RevCommit commit) {
    return new Commit(
        commit.name(), commit.getCommitterIdent().getWhenAsInstant(), commit.getFullMessage());
  }

  private <T> T read(Reading<T> reading) {
    return Reading.of(root, reading);
  }

  private static ReleaseException noRepository(Path folder) {
    return ReleaseException.input(
        folder + " is in no Git working tree",
        "Run this inside a clone of the repository to release.");
  }
}
