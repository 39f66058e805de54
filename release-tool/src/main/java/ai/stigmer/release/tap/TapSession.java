package ai.stigmer.release.tap;

import ai.stigmer.release.git.JGitEnvironment;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.tap.Tap.Committer;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.Connection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.treewalk.TreeWalk;

/// One use of a tap: what is fetched and committed is kept in memory and forgotten with it. No
/// setting of the user's Git reaches it: no signing, no credential, no other address.
final class TapSession implements AutoCloseable {

  // A commit and its parents.
  private static final int DEPTH = 2;
  private static final int TIMEOUT_SECONDS = 60;
  private static final String TOKEN_USER = "x-access-token";

  private final TapAddress address;
  private final Optional<Secret> token;
  private final TapConnections connections;
  private final TapMemory repository = new TapMemory();

  TapSession(TapAddress address, Optional<Secret> token) {
    JGitEnvironment.prepare();
    this.address = address;
    this.token = token;
    this.connections = new TapConnections(address);
  }

  /// Where a tap's branches are.
  ///
  /// @param defaultBranch the name of the default branch
  /// @param head the commit it is at
  /// @param branch the commit the branch that was asked for is at
  /// @param others the names of further branches: every one that was asked for, perhaps more
  record Heads(
      String defaultBranch, ObjectId head, Optional<ObjectId> branch, Set<String> others) {}

  /// The status of the last HTTP answer, or [TapConnections#NO_ANSWER].
  int lastStatus() {
    return connections.lastStatus();
  }

  /// Where the branches are, without fetching them.
  Heads list(String branch) throws IOException {
    try (Transport transport = open();
        FetchConnection connection = connect(transport, branch)) {
      return heads(connection, branch);
    }
  }

  /// Asks what a push would begin with.
  void tryPush() throws IOException {
    try (Transport transport = open()) {
      transport.openPush().close();
    }
  }

  /// Fetches the default branch and one other with their parents, and nothing before.
  ///
  /// @param others how the names begin of branches that are only to be named, if there are any
  Heads fetch(String branch, String... others) throws IOException {
    try (Transport transport = open()) {
      transport.setDepth(DEPTH);
      try (FetchConnection connection = connect(transport, branch, others)) {
        Heads heads = heads(connection, branch);
        List<Ref> wanted = new ArrayList<>();
        for (String name : List.of(Constants.HEAD, Constants.R_HEADS + branch)) {
          Optional.ofNullable(connection.getRef(name)).ifPresent(wanted::add);
        }
        connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
        return heads;
      }
    }
  }

  /// The text of a file in a fetched commit.
  Optional<String> textAt(ObjectId commit, String path) throws IOException {
    try (var walk = new RevWalk(repository);
        TreeWalk file =
            TreeWalk.forPath(walk.getObjectReader(), path, walk.parseCommit(commit).getTree())) {
      return file == null || (file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE
          ? Optional.empty()
          : Optional.of(
              new String(repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
    }
  }

  /// The first parent of a fetched commit.
  Optional<ObjectId> parentOf(ObjectId commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(commit);
      return parsed.getParentCount() == 0
          ? Optional.empty()
          : Optional.of(parsed.getParent(0).copy());
    }
  }

  /// Commits a formula on top of a fetched commit; if that holds it already, it is the answer.
  ObjectId commit(ObjectId base, FormulaCommit formula, Committer committer) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        var walk = new RevWalk(repository)) {
      RevCommit parent = walk.parseCommit(base);
      ObjectId blob =
          inserter.insert(
              Constants.OBJ_BLOB,
              formula.content().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
      DirCache index = DirCache.read(walk.getObjectReader(), parent.getTree());
      DirCacheEditor editor = index.editor();
      editor.add(
          new DirCacheEditor.PathEdit(formula.formula().path()) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(FileMode.REGULAR_FILE);
              entry.setObjectId(blob);
            }
          });
      editor.finish();
      ObjectId tree = index.writeTree(inserter);
      if (tree.equals(parent.getTree())) {
        return base;
      }
      var identity =
          new PersonIdent(committer.name(), committer.email(), formula.time(), ZoneOffset.UTC);
      var commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentId(base);
      commit.setAuthor(identity);
      commit.setCommitter(identity);
      commit.setMessage(formula.message().stripTrailing() + "\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /// Pushes a commit, or deletes the branch, if the branch is where it is expected.
  ///
  /// @param commit what the branch is to be at, or nothing to delete it
  /// @param expected what the branch is at, or nothing if it must not exist
  /// @param force whether what the branch is at need not be an ancestor
  PushResult push(
      String branch, Optional<ObjectId> commit, Optional<ObjectId> expected, boolean force)
      throws IOException {
    var update =
        new RemoteRefUpdate(
            repository,
            null,
            commit.orElse(ObjectId.zeroId()),
            Constants.R_HEADS + branch,
            force,
            null,
            expected.orElse(ObjectId.zeroId()));
    try (Transport transport = open()) {
      return transport.push(NullProgressMonitor.INSTANCE, List.of(update));
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private Transport open() throws IOException {
    Transport transport = Transport.open(repository, address.uri());
    transport.setTimeout(TIMEOUT_SECONDS);
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(connections);
      token.ifPresent(secret -> http.setPreemptiveBasicAuthentication(TOKEN_USER, secret.reveal()));
    }
    return transport;
  }

  private static FetchConnection connect(Transport transport, String branch, String... others)
      throws IOException {
    return transport.openFetch(
        List.of(),
        Stream.concat(
                Stream.of(Constants.HEAD),
                Stream.concat(Stream.of(branch), Stream.of(others)).map(Constants.R_HEADS::concat))
            .toArray(String[]::new));
  }

  private Heads heads(Connection connection, String branch) {
    Ref head = connection.getRef(Constants.HEAD);
    ObjectId commit = head == null ? null : head.getObjectId();
    if (head == null || commit == null) {
      throw ReleaseException.input(
          "The tap " + address + " has no commit on its default branch",
          "Push a first commit to it: release-tool init --tap makes a whole tap.");
    }
    if (!head.isSymbolic()) {
      throw ReleaseException.input(
          "The tap " + address + " has no default branch: its HEAD is detached",
          "Make HEAD of that repository name a branch.");
    }
    Ref found = connection.getRef(Constants.R_HEADS + branch);
    String defaultBranch = head.getTarget().getName().substring(Constants.R_HEADS.length());
    return new Heads(
        defaultBranch,
        commit,
        Optional.ofNullable(found).map(Ref::getObjectId),
        connection.getRefs().stream()
            .map(Ref::getName)
            .filter(name -> name.startsWith(Constants.R_HEADS))
            .map(name -> name.substring(Constants.R_HEADS.length()))
            .filter(name -> !name.equals(defaultBranch) && !name.equals(branch))
            .collect(Collectors.toSet()));
  }
}
