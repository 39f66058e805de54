package ai.stigmer.agentrunner.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.session.SessionFolder;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.agentrunner.shell.CommandLimits;
import java.nio.file.Path;
import java.util.Map;

/// Calls the tools of one session as a model does. Arguments are written with single quotes.
final class Calls {

  private final SessionFolder folder;
  private final WorkspaceTools tools;

  private Calls(SessionFolder folder, WorkspaceTools tools) {
    this.folder = folder;
    this.tools = tools;
  }

  static Calls in(Path root) {
    return in(root, CommandLimits.USUAL, System.getenv());
  }

  static Calls in(Path root, CommandLimits limits, Map<String, String> environment) {
    SessionFolder folder = new SessionFolders(root).open("s-1");
    return new Calls(folder, WorkspaceTools.in(folder, limits, environment));
  }

  Path folder() {
    return folder.path();
  }

  WorkspaceTools tools() {
    return tools;
  }

  ToolResult call(String tool, String arguments) throws InterruptedException {
    return tools.call(new ToolRequest("c-1", tool, arguments.replace('\'', '"')));
  }

  String succeed(String tool, String arguments) throws InterruptedException {
    ToolResult result = call(tool, arguments);
    assertThat(result.failed()).as(result.text()).isFalse();
    return result.text();
  }

  String fail(String tool, String arguments) throws InterruptedException {
    ToolResult result = call(tool, arguments);
    assertThat(result.failed()).as(result.text()).isTrue();
    return result.text();
  }
}
