package ai.stigmer.agentrunner.session;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;

/// Removes a folder however deep it is, through open folders only: what lies too deep is first
/// moved to where it does not, so that neither the stack nor the open files run out.
final class FolderRemoval {

  private static final int DEEPEST = 32;

  private final Directory top;
  private final Deque<Path> pending = new ArrayDeque<>();

  /// Removes folders in that one, which also takes what lay too deep for a moment.
  FolderRemoval(Directory top) {
    this.top = top;
  }

  void remove(Path folder) throws IOException {
    pending.push(folder);
    while (!pending.isEmpty()) {
      remove(top, pending.pop(), 0);
    }
  }

  private void remove(Directory parent, Path name, int depth) throws IOException {
    if (!parent.look(name).map(BasicFileAttributes::isDirectory).orElse(false)) {
      deleteFile(parent, name);
    } else if (depth == DEEPEST) {
      String moved = ".removed-" + UUID.randomUUID();
      parent.move(name.toString(), top, moved);
      pending.push(Path.of(moved));
    } else {
      try (Directory folder = parent.enter(name.toString())) {
        folder.allow(PosixFilePermissions.fromString("rwx------"));
        for (Iterator<Path> names = folder.names(); names.hasNext(); ) {
          remove(folder, names.next().getFileName(), depth + 1);
        }
      }
      parent.deleteFolder(name);
    }
  }

  private static void deleteFile(Directory parent, Path name) throws IOException {
    try {
      parent.deleteFile(name);
    } catch (NoSuchFileException gone) {
      // That is what was wanted.
    }
  }
}
