package ai.stigmer.agentrunner.session;

import ai.stigmer.agentrunner.conversation.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What one execution remembers of a session: all of itself, and of those before it as much of the
/// newest as a worker has memory for, which is far more than a model is sent.
///
/// An execution that was taken over may have others between its turns. It is told whole, and the
/// one that remembers comes last, so that every result follows the turn that asked for it.
final class Recollection {

  /// How much of other executions is remembered, as characters on disk.
  static final long MOST = 4 << 20;

  private final SequencedMap<String, List<Recalled>> others = new LinkedHashMap<>();
  private final List<Transcript.Entry> own = new ArrayList<>();
  private final String executionId;
  private long size;

  Recollection(String executionId) {
    this.executionId = executionId;
  }

  private record Recalled(Transcript.Entry entry, int size) {

    boolean isResult() {
      return entry.turn() instanceof Turn.Tool;
    }
  }

  /// Takes the next turn.
  ///
  /// @param length how many characters it takes on disk
  void add(Transcript.Entry entry, int length) {
    if (entry.executionId().equals(executionId)) {
      own.add(entry);
      return;
    }
    others
        .computeIfAbsent(entry.executionId(), _ -> new ArrayList<>())
        .add(new Recalled(entry, length));
    size += length;
    while (size > MOST && others.size() > 1) {
      others.pollFirstEntry().getValue().forEach(this::forget);
    }
    while (size > MOST && forgetsOldestStep(others.firstEntry().getValue())) {
      // Until there is room, or only the newest step is left.
    }
  }

  /// All that is remembered, in order.
  List<Transcript.Entry> entries() {
    var entries = new ArrayList<Transcript.Entry>();
    others.values().forEach(turns -> turns.forEach(recalled -> entries.add(recalled.entry())));
    entries.addAll(own);
    return List.copyOf(entries);
  }

  /// Forgets a model's oldest turn with its results, but not what the person said before it.
  private boolean forgetsOldestStep(List<Recalled> turns) {
    int end = 2;
    while (end < turns.size() && turns.get(end).isResult()) {
      end++;
    }
    if (end >= turns.size()) {
      return false;
    }
    List<Recalled> oldest = turns.subList(1, end);
    oldest.forEach(this::forget);
    oldest.clear();
    return true;
  }

  private void forget(Recalled recalled) {
    size -= recalled.size();
  }
}
