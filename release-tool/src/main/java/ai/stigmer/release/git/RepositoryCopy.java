package ai.stigmer.release.git;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Copies one commit and all tags of a repository, object by object. A clone by transport would
/// miss a detached HEAD, and the branches of linked worktrees.
final class RepositoryCopy {

  private static final String BRANCH_OF_DETACHED_HEAD = "main";

  private RepositoryCopy() {}

  static ClonedRepository of(Repository source, ObjectId head, Optional<String> origin, Path folder)
      throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    requireEmpty(root);
    try (Repository copy = new FileRepositoryBuilder().setWorkTree(root.toFile()).setup().build()) {
      copy.create();
      configure(copy, origin);
      Map<String, ObjectId> names = tags(source);
      String branch = source.getFullBranch();
      if (branch == null || !branch.startsWith(Constants.R_HEADS)) {
        branch = Constants.R_HEADS + BRANCH_OF_DETACHED_HEAD;
      }
      names.put(branch, head);
      copyObjects(source, copy, Set.copyOf(names.values()));
      for (Map.Entry<String, ObjectId> name : names.entrySet()) {
        ClonedRepository.point(copy, name.getKey(), name.getValue());
      }
      copy.updateRef(Constants.HEAD).link(branch);
      checkOut(copy, head);
    }
    return new ClonedRepository(root);
  }

  private static void requireEmpty(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> content = Files.list(root)) {
        if (content.findAny().isPresent()) {
          throw ReleaseException.input(
              "The folder " + root + " is not empty", "Empty it, or name another one.");
        }
      }
    }
  }

  /// The copy's own settings stand before those of the user, which are made for other work.
  private static void configure(Repository copy, Optional<String> origin) throws IOException {
    StoredConfig config = copy.getConfig();
    config.setString("core", null, "autocrlf", "false");
    config.setString("core", null, "eol", "lf");
    config.setBoolean("commit", null, "gpgsign", false);
    config.setBoolean("tag", null, "gpgsign", false);
    origin.ifPresent(url -> config.setString("remote", "origin", "url", url));
    config.save();
  }

  private static Map<String, ObjectId> tags(Repository source) throws IOException {
    var tags = new TreeMap<String, ObjectId>();
    for (Ref tag : source.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      ObjectId target = tag.getObjectId();
      if (target != null) {
        tags.put(tag.getName(), target);
      }
    }
    return tags;
  }

  private static void copyObjects(Repository source, Repository copy, Set<ObjectId> wanted)
      throws IOException {
    Path pack = Files.createTempFile(copy.getDirectory().toPath(), "copy", ".pack");
    var silent = NullProgressMonitor.INSTANCE;
    try {
      try (var writer = new PackWriter(source);
          var out = Files.newOutputStream(pack)) {
        writer.preparePack(silent, wanted, Set.of());
        writer.writePack(silent, silent, out);
      }
      try (ObjectInserter inserter = copy.newObjectInserter();
          var in = Files.newInputStream(pack)) {
        inserter.newPackParser(in).parse(silent);
        inserter.flush();
      }
    } finally {
      Files.delete(pack);
    }
    copy.getObjectDatabase().setShallowCommits(source.getObjectDatabase().getShallowCommits());
  }

  private static void checkOut(Repository copy, ObjectId head) throws IOException {
    try (var walk = new RevWalk(copy)) {
      var checkout =
          new DirCacheCheckout(copy, copy.lockDirCache(), walk.parseCommit(head).getTree());
      checkout.setFailOnConflict(true);
      checkout.checkout();
    }
  }
}
