package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.session.Entry;
import ai.stigmer.agentrunner.session.Entry.Kind;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.Listing;
import ai.stigmer.agentrunner.session.RefusedPathException;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.Deque;

/// A walk over everything below a folder, in the order of names. Links are shown, not followed, and
/// what Git keeps for itself is left out.
final class FolderWalk {

  private static final int MOST_IN_A_FOLDER = 20_000;
  private static final int MOST = 200_000;

  private final SessionFolder folder;
  private final Deadline deadline;
  private boolean complete = true;

  FolderWalk(SessionFolder folder, Deadline deadline) {
    this.folder = folder;
    this.deadline = deadline;
  }

  /// Takes the entries one by one.
  interface Visitor {

    /// Takes one entry.
    ///
    /// @return whether the walk goes on
    boolean visit(Entry entry) throws IOException;
  }

  /// Visits everything below that folder.
  void over(InsidePath start, Visitor visitor) throws IOException {
    Deque<Entry> waiting = new ArrayDeque<>();
    push(folder.list(start, MOST_IN_A_FOLDER), waiting);
    for (int count = 0; !waiting.isEmpty(); count++) {
      deadline.check();
      if (count == MOST) {
        complete = false;
        return;
      }
      Entry entry = waiting.pop();
      if (!visitor.visit(entry)) {
        return;
      }
      if (entry.kind() == Kind.FOLDER && !entry.path().shortName().equals(".git")) {
        enter(entry.path(), waiting);
      }
    }
  }

  /// Whether everything was visited that could be, unless the visitor had enough.
  boolean isComplete() {
    return complete;
  }

  private void enter(InsidePath path, Deque<Entry> waiting) throws IOException {
    try {
      push(folder.list(path, MOST_IN_A_FOLDER), waiting);
    } catch (RefusedPathException | AccessDeniedException unreadable) {
      complete = false;
    }
  }

  private void push(Listing listing, Deque<Entry> waiting) {
    complete &= listing.complete();
    listing.entries().reversed().forEach(waiting::push);
  }
}
