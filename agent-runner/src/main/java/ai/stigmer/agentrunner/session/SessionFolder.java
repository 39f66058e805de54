package ai.stigmer.agentrunner.session;

import ai.stigmer.agentrunner.session.Entry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The one folder a session's tools work in.
///
/// Every place is reached name by name from the open workspace and never through a link, so that
/// nothing in the folder leads out of it, even if it is exchanged meanwhile. What is written is
/// made beside the sessions and moved in whole.
public final class SessionFolder {

  private static final int DEEPEST = 100;

  private final Workspace workspace;
  private final String id;

  SessionFolder(Workspace workspace, String id) {
    this.workspace = workspace;
    this.id = id;
  }

  /// The session.
  public String id() {
    return id;
  }

  /// The folder's own path.
  public Path path() {
    return workspace.sessions().resolve(id);
  }

  /// A folder beside it for what its commands need for a moment; it is made if it is not there.
  public Path temporary() throws IOException {
    Path temporary = workspace.temporary().resolve(id);
    Workspace.makeFolder(temporary);
    return temporary;
  }

  /// The folder around all sessions and what is recorded of them.
  public Path workspace() {
    return workspace.root();
  }

  /// The session's conversation.
  public Transcript transcript() {
    return new Transcript(workspace.record(id + ".jsonl"));
  }

  /// What the session's agent set out to do.
  public TodoList todoList() {
    return new TodoList(workspace.record(id + ".todos.json"));
  }

  /// Claims the session, unless somebody else works in it, in this program or another.
  public Optional<SessionLock> tryLock() {
    return SessionLock.tryTake(workspace.record(id + ".lock"));
  }

  /// Waits until nobody else works in the session, and claims it.
  public SessionLock lock() throws InterruptedException {
    return SessionLock.take(workspace.record(id + ".lock"));
  }

  /// The place a model means by that text: a path relative to the folder, or one that begins with
  /// the folder's own.
  ///
  /// @throws RefusedPathException if that is no place in the folder
  public InsidePath resolve(String given) throws RefusedPathException {
    return new PathRules(
            List.of("/workspace/sessions/" + id, workspace.given(id), path().toString()))
        .resolve(given);
  }

  /// What is in that place.
  ///
  /// @throws RefusedPathException if nothing is there or the way leads through a link
  public Entry entry(InsidePath path) throws IOException {
    if (path.names().isEmpty()) {
      return new Entry(path, Kind.FOLDER, 0);
    }
    try (Directory parent = enter(path.parent())) {
      return Entry.of(path, look(parent, path));
    }
  }

  /// What is in the folder in that place, by name.
  ///
  /// @param most how many entries are read; what comes first is up to the file system
  /// @throws RefusedPathException if no folder is there
  public Listing list(InsidePath path, int most) throws IOException {
    var entries = new ArrayList<Entry>();
    try (Directory directory = enter(path)) {
      Iterator<Path> names = directory.names();
      while (names.hasNext() && entries.size() < most) {
        Path name = names.next().getFileName();
        directory
            .look(name)
            .ifPresent(found -> entries.add(Entry.of(path.child(name.toString()), found)));
      }
      entries.sort(Comparator.comparing(entry -> entry.path().name()));
      return new Listing(entries, !names.hasNext());
    }
  }

  /// Opens the file in that place.
  ///
  /// @throws RefusedPathException if no regular file is there
  public InputStream read(InsidePath path) throws IOException {
    refuseFolderItself(path);
    try (Directory parent = enter(path.parent())) {
      refuseAllButFiles(path, look(parent, path));
      return Channels.newInputStream(parent.read(path.name()));
    }
  }

  /// Writes a whole file in that place, in place of the one that is there, with its permissions;
  /// folders on the way are made.
  ///
  /// @throws RefusedPathException if something else is there
  public void write(InsidePath path, byte[] content) throws IOException {
    refuseFolderItself(path);
    try (Directory parent = make(path.parent());
        Directory staging = Directory.at(workspace.staging())) {
      Optional<BasicFileAttributes> present = parent.look(path.name());
      Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-r--r--");
      if (present.isPresent()) {
        refuseAllButFiles(path, present.get());
        permissions = parent.permissions(path.name());
      }
      String name = UUID.randomUUID().toString();
      Path staged = workspace.staging().resolve(name);
      try {
        Files.write(staged, content, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(staged, permissions);
        staging.move(name, parent, path.name());
      } finally {
        Files.deleteIfExists(staged);
      }
    }
  }

  private Directory enter(InsidePath path) throws IOException {
    return walk(path, false);
  }

  private Directory make(InsidePath path) throws IOException {
    return walk(path, true);
  }

  private Directory walk(InsidePath path, boolean making) throws IOException {
    if (path.names().size() > DEEPEST) {
      throw new RefusedPathException(
          "The path goes through %d folders; at most %d are possible."
              .formatted(path.names().size(), DEEPEST));
    }
    Directory here = openFolder();
    InsidePath reached = InsidePath.FOLDER;
    try {
      for (String name : path.names()) {
        reached = reached.child(name);
        if (making && here.look(name).isEmpty()) {
          makeFolder(here, name);
        }
        BasicFileAttributes found = look(here, reached);
        if (!found.isDirectory()) {
          throw found.isSymbolicLink()
              ? link(reached)
              : new RefusedPathException("'%s' is no folder.".formatted(reached));
        }
        Directory next = here.enter(name);
        here.close();
        here = next;
      }
      return here;
    } catch (IOException | RuntimeException failure) {
      here.close();
      throw failure;
    }
  }

  private Directory openFolder() throws IOException {
    try (Directory root = Directory.at(workspace.root());
        Directory sessions = root.enter(Workspace.SESSIONS)) {
      return sessions.enter(id);
    }
  }

  private void makeFolder(Directory parent, String name) throws IOException {
    String staged = UUID.randomUUID().toString();
    Files.createDirectory(workspace.staging().resolve(staged));
    try (Directory staging = Directory.at(workspace.staging())) {
      staging.move(staged, parent, name);
    } finally {
      Files.deleteIfExists(workspace.staging().resolve(staged));
    }
  }

  private static BasicFileAttributes look(Directory parent, InsidePath path) throws IOException {
    return parent
        .look(path.name())
        .orElseThrow(() -> new RefusedPathException("'%s' does not exist.".formatted(path)));
  }

  private static void refuseAllButFiles(InsidePath path, BasicFileAttributes found)
      throws RefusedPathException {
    switch (Entry.of(path, found).kind()) {
      case FILE -> {}
      case FOLDER -> throw new RefusedPathException("'%s' is a folder.".formatted(path));
      case LINK -> throw link(path);
      case SPECIAL ->
          throw new RefusedPathException(
              "'%s' is a device, a pipe or a socket, not a file.".formatted(path));
    }
  }

  private static void refuseFolderItself(InsidePath path) throws RefusedPathException {
    if (path.names().isEmpty()) {
      throw new RefusedPathException("The session's folder itself is no file; name a file in it.");
    }
  }

  private static RefusedPathException link(InsidePath path) {
    return new RefusedPathException(
        "'%s' is a symbolic link, and links are not followed; name what it points to."
            .formatted(path));
  }
}
