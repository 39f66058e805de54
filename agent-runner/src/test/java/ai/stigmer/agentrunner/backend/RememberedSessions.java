package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.conversation.Turn;
import ai.stigmer.agentrunner.execution.Entry;
import ai.stigmer.agentrunner.execution.Session;
import ai.stigmer.agentrunner.execution.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Sessions in memory, without tools.
final class RememberedSessions implements Sessions {

  private final Map<String, List<Entry>> kept = new ConcurrentHashMap<>();

  Set<String> ids() {
    return kept.keySet();
  }

  List<Turn> turns(String id) {
    return kept.getOrDefault(id, List.of()).stream().map(Entry::turn).toList();
  }

  @Override
  public Session open(String id) {
    List<Entry> entries = kept.computeIfAbsent(id, name -> new CopyOnWriteArrayList<>());
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
        return new NoTools();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void delete(String id) {
    kept.remove(id);
  }

  private static final class NoTools implements Toolbox {

    @Override
    public List<ToolSpecification> specifications() {
      return List.of();
    }

    @Override
    public ToolResult call(ToolRequest request) {
      return ToolResult.failure("There is no tool " + request.name());
    }

    @Override
    public List<Todo> todos() {
      return List.of();
    }
  }
}
