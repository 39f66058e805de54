package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.Entry.Kind;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `glob`: files by their names.
record FindFiles(SessionFolder folder) implements SessionTool {

  private static final int MOST = 1000;
  private static final Duration TIME = Duration.ofSeconds(20);

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "glob",
        "Finds files by name, in all folders below one; at most %d, in the order of their paths."
                .formatted(MOST)
            + " What is in a .git folder is left out, and links are not followed.",
        List.of(
            Parameters.text(
                "pattern",
                "What the paths look like: * and ? stand for characters of a name, ** for any"
                    + " folders, {a,b} for either one, [a-z] for one character. A pattern without a"
                    + " slash, such as '*.md', finds names in any folder; one with a slash, such as"
                    + " 'src/**/*.java', is for the whole path from the folder searched."),
            Parameters.optionalText(
                "path",
                "The folder to search, relative to the session's folder; that folder itself if left"
                    + " out.")));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException, InterruptedException {
    InsidePath start = folder.resolve(arguments.optionalText("path").orElse("."));
    GlobPattern pattern = GlobPattern.of(arguments.text("pattern"));
    var deadline = new Deadline(TIME);
    var walk = new FolderWalk(folder, deadline);
    var lines = new BoundedLines();
    String remark = "";
    try {
      boolean[] full = {false};
      walk.over(
          start,
          entry -> {
            if (entry.kind() == Kind.FILE && pattern.matches(entry.path(), start, deadline)) {
              full[0] = lines.count() == MOST || !lines.add(entry.path().toString());
            }
            return !full[0];
          });
      if (full[0]) {
        remark = "%d files shown, there are more; narrow the pattern down".formatted(lines.count());
      } else if (!walk.isComplete()) {
        remark = "not everything could be read; search a smaller folder";
      }
    } catch (Deadline.PassedException passed) {
      passed.rethrowInterruption();
      remark = "ended after %d seconds; search a smaller folder".formatted(TIME.toSeconds());
    }
    return ToolResult.of(
        lines.count() == 0 && remark.isEmpty() ? "No file matches." : lines.with(remark));
  }
}
