package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A repository on this machine as the server that hosts it sees it: tags, branches and merges. A
/// rehearsal's GitHub tells of such repositories.
///
/// @param folder the Git directory
public record LocalRepository(Path folder) {

  /// The one branch of a new repository.
  public static final String MAIN = "main";

  private static final String AUTHOR = "rehearsal";
  private static final String ADDRESS = "rehearsal@localhost";

  /// An object that a tag names.
  ///
  /// @param isTag whether it is the object of an annotated tag, which names another object
  /// @param name its forty hexadecimal digits
  public record Target(boolean isTag, String name) {}

  /// Creates a bare repository with one commit.
  ///
  /// @param files the commit's files, by their paths
  /// @param time the commit's time
  public static LocalRepository create(Path folder, Map<String, String> files, Instant time) {
    JGitEnvironment.prepare();
    return Reading.of(
        folder,
        () -> {
          try (Repository repository =
                  new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
              ObjectInserter inserter = repository.newObjectInserter()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + MAIN);
            var commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, files));
            commit.setAuthor(new PersonIdent(AUTHOR, ADDRESS, time, ZoneOffset.UTC));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Begin the tap\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            ClonedRepository.point(repository, Constants.R_HEADS + MAIN, id);
          }
          return new LocalRepository(folder);
        });
  }

  /// What a tag names.
  public Optional<Target> tag(String tag) {
    return read(repository -> {
      Optional<ObjectId> id = id(repository, Constants.R_TAGS + tag);
      return id.isEmpty() ? Optional.empty() : Optional.of(target(repository, id.get()));
    });
  }

  /// What the object of an annotated tag names.
  public Optional<Target> tagObject(String name) {
    return read(repository -> {
      if (!ObjectId.isId(name) || !repository.getObjectDatabase().has(ObjectId.fromString(name))) {
        return Optional.empty();
      }
      try (var walk = new RevWalk(repository)) {
        return walk.parseAny(ObjectId.fromString(name)) instanceof RevTag tag
            ? Optional.of(target(repository, tag.getObject()))
            : Optional.empty();
      }
    });
  }

  /// The commit a branch is at.
  public Optional<String> branch(String branch) {
    return read(repository -> id(repository, Constants.R_HEADS + branch).map(ObjectId::name));
  }

  /// The names of all branches.
  public List<String> branches() {
    return read(repository ->
        repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
            .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
            .toList());
  }

  /// Whether there is such a commit.
  public boolean hasCommit(String name) {
    return read(repository ->
        ObjectId.isId(name) && repository.getObjectDatabase().has(ObjectId.fromString(name)));
  }

  /// Makes a tag name a commit.
  public void createTag(String tag, String commit) {
    read(repository -> {
      ClonedRepository.point(repository, Constants.R_TAGS + tag, ObjectId.fromString(commit));
      return commit;
    });
  }

  /// Makes a branch point at a commit, wherever it was.
  public void resetBranch(String branch, String commit) {
    read(repository -> {
      ClonedRepository.point(repository, Constants.R_HEADS + branch, ObjectId.fromString(commit));
      return commit;
    });
  }

  /// Deletes a branch. One that is not there is deleted.
  public void deleteBranch(String branch) {
    read(repository -> {
      var update = repository.updateRef(Constants.R_HEADS + branch);
      update.setForceUpdate(true);
      return update.delete();
    });
  }

  /// Merges a branch into another, with a commit of its own.
  ///
  /// @return the commit the other is at then
  /// @throws ReleaseException of kind remote if they do not merge by themselves
  public String merge(String branch, String into, String message) {
    return read(repository -> {
      ObjectId ours = repository.resolve(Constants.R_HEADS + into);
      ObjectId theirs = repository.resolve(Constants.R_HEADS + branch);
      Merger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
      if (!merger.merge(ours, theirs)) {
        throw ReleaseException.remote("The branch " + branch + " does not merge into " + into, "");
      }
      try (ObjectInserter inserter = repository.newObjectInserter();
          var walk = new RevWalk(repository)) {
        var commit = new CommitBuilder();
        commit.setTreeId(merger.getResultTreeId());
        commit.setParentIds(ours, theirs);
        commit.setAuthor(
            new PersonIdent(
                AUTHOR,
                ADDRESS,
                walk.parseCommit(theirs).getCommitterIdent().getWhenAsInstant(),
                ZoneOffset.UTC));
        commit.setCommitter(commit.getAuthor());
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        ClonedRepository.point(repository, Constants.R_HEADS + into, id);
        return id.name();
      }
    });
  }

  private interface Use<T> {
    T with(Repository repository) throws IOException;
  }

  private <T> T read(Use<T> use) {
    JGitEnvironment.prepare();
    return Reading.of(
        folder,
        () -> {
          try (Repository repository =
              new FileRepositoryBuilder().setGitDir(folder.toFile()).setMustExist(true).build()) {
            return use.with(repository);
          }
        });
  }

  private static Optional<ObjectId> id(Repository repository, String name) throws IOException {
    return Optional.ofNullable(repository.exactRef(name)).map(Ref::getObjectId);
  }

  private static Target target(Repository repository, ObjectId id) throws IOException {
    try (var walk = new RevWalk(repository)) {
      RevObject object = walk.parseAny(id);
      return new Target(object instanceof RevTag, object.name());
    }
  }

  private static ObjectId tree(ObjectInserter inserter, Map<String, String> files)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      var entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(
          inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }
}
