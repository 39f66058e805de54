package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.Entry;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.Listing;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.util.List;

/// `ls`: what is in a folder.
record ListFolder(SessionFolder folder) implements SessionTool {

  private static final int MOST = 1000;

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "ls",
        "Lists one folder: a name a line, folders with a slash at the end, files with their size in"
            + " bytes, hidden ones too. At most %d entries; use glob to find files by name."
                .formatted(MOST),
        List.of(
            Parameters.optionalText(
                "path",
                "The folder, relative to the session's folder; that folder itself if left out.")));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException {
    InsidePath path = folder.resolve(arguments.optionalText("path").orElse("."));
    Listing listing = folder.list(path, MOST);
    if (listing.entries().isEmpty()) {
      return ToolResult.of("'%s' is empty.".formatted(path));
    }
    var lines = new BoundedLines();
    for (Entry entry : listing.entries()) {
      if (!lines.add(line(entry))) {
        break;
      }
    }
    boolean all = listing.complete() && lines.count() == listing.entries().size();
    return ToolResult.of(
        lines.with(
            all
                ? ""
                : "%d entries shown, there are more; narrow it down with glob"
                    .formatted(lines.count())));
  }

  private static String line(Entry entry) {
    String name = entry.path().shortName();
    return switch (entry.kind()) {
      case FILE -> "%s (%d bytes)".formatted(name, entry.size());
      case FOLDER -> name + "/";
      case LINK -> name + " (symbolic link, not followed)";
      case SPECIAL -> name + " (device, pipe or socket)";
    };
  }
}
