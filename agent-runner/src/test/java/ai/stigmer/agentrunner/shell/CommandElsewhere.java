package ai.stigmer.agentrunner.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.session.SessionFolders;
import ai.stigmer.agentrunner.tool.WorkspaceTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Commands whose shells run in a program of their own.
public final class CommandElsewhere {

  private CommandElsewhere() {}

  /// What `execute` gives for the last of the lines there.
  ///
  /// @param environment variables of that program, besides this one's
  /// @param prefix a program that starts it
  public static String run(
      Path workspace, Map<String, String> environment, List<String> prefix, String... lines)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CommandElsewhere.class.getName(),
            workspace.toString()));
    command.addAll(List.of(lines));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /// Runs commands, in the workspace that is the first argument.
  public static void main(String[] arguments) throws InterruptedException {
    var tools =
        WorkspaceTools.in(
            new SessionFolders(Path.of(arguments[0])).open("s-1"),
            CommandLimits.USUAL,
            System.getenv());
    String last = "";
    for (String line : List.of(arguments).subList(1, arguments.length)) {
      var request = new ToolRequest("c-1", "execute", "{\"command\":\"" + line + "\"}");
      last = tools.call(request).text();
    }
    System.out.print(last);
  }
}
