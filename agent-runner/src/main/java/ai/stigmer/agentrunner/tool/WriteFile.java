package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.util.List;

/// `write_file`: a whole file anew.
record WriteFile(SessionFolder folder) implements SessionTool {

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "write_file",
        "Writes a whole text file, in place of the one of that name if there is one; folders on the"
            + " way are made. To change a part of a file, use edit_file.",
        List.of(
            Parameters.text("file_path", "The file, relative to the session's folder."),
            Parameters.text("content", "The file's whole content, in UTF-8.")));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException {
    InsidePath path = folder.resolve(arguments.text("file_path"));
    byte[] content = arguments.text("content").getBytes(UTF_8);
    folder.write(path, content);
    return ToolResult.of("Wrote %d bytes to '%s'.".formatted(content.length, path));
  }
}
