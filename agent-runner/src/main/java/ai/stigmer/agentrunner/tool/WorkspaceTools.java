package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.Todo;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Toolbox;
import ai.stigmer.agentrunner.session.RefusedPathException;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.shell.CommandEnvironment;
import ai.stigmer.agentrunner.shell.CommandLimits;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The tools an agent has in one session: its list of things to do, the files of its folder, and a
/// shell there.
public final class WorkspaceTools implements Toolbox {

  private static final Duration READING = Duration.ofSeconds(20);

  private final SequencedMap<String, SessionTool> tools = new LinkedHashMap<>();
  private final SessionFolder folder;

  private WorkspaceTools(SessionFolder folder, List<SessionTool> tools) {
    this.folder = folder;
    tools.forEach(tool -> this.tools.put(tool.specification().name(), tool));
  }

  /// The tools of that session.
  ///
  /// @param limits what a command may take
  /// @param environment the program's own environment, of which a command sees only what it needs
  ///   and never a secret
  public static WorkspaceTools in(
      SessionFolder folder, CommandLimits limits, Map<String, String> environment) {
    return new WorkspaceTools(
        folder,
        List.of(
            new WriteTodos(folder.todoList()),
            new ReadTodos(folder.todoList()),
            new ListFolder(folder),
            new ReadFile(folder, READING),
            new WriteFile(folder),
            new EditFile(folder),
            new FindFiles(folder),
            new SearchFiles(folder),
            new Execute(folder, limits, new CommandEnvironment(environment))));
  }

  @Override
  public List<ToolSpecification> specifications() {
    return tools.values().stream().map(SessionTool::specification).toList();
  }

  @Override
  public ToolResult call(ToolRequest request) throws InterruptedException {
    SessionTool tool = tools.get(request.name());
    if (tool == null) {
      return ToolResult.failure(
          "There is no tool '%s'. The tools are: %s."
              .formatted(Texts.shortened(request.name(), 100), String.join(", ", tools.keySet())));
    }
    try {
      return tool.call(Arguments.parse(request.arguments(), tool.specification()));
    } catch (InvalidArgumentsException | RefusedPathException refused) {
      return ToolResult.failure(String.valueOf(refused.getMessage()));
    } catch (ClosedByInterruptException interrupted) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException failure) {
      return ToolResult.failure("%s failed: %s".formatted(request.name(), failure.getMessage()));
    }
  }

  @Override
  public List<Todo> todos() {
    return folder.todoList().read();
  }
}
