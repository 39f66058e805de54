package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.Toolbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Sessions in memory that share one toolbox.
public final class FakeSessions implements Sessions {

  private final Map<String, List<Entry>> conversations =
      Collections.synchronizedMap(new HashMap<>());
  private final Semaphore held = new Semaphore(1);
  private final Toolbox toolbox;

  /// Sessions with these tools.
  public FakeSessions(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  @Override
  public Session open(String id) throws InterruptedException {
    if (id.contains("/")) {
      throw new SessionException("'%s' is not a session's id".formatted(id));
    }
    held.acquire();
    List<Entry> entries =
        conversations.computeIfAbsent(id, _ -> Collections.synchronizedList(new ArrayList<>()));
    return new Session() {
      @Override
      public List<Entry> entries() {
        return List.copyOf(entries);
      }

      @Override
      public void append(Entry entry) {
        entries.add(entry);
      }

      @Override
      public Toolbox toolbox() {
        return toolbox;
      }

      @Override
      public void close() {
        held.release();
      }
    };
  }

  @Override
  public void delete(String id) {
    conversations.remove(id);
  }

  /// The ids of the sessions there are.
  public List<String> ids() {
    return conversations.keySet().stream().sorted().toList();
  }
}
