package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `read_file`: the lines of a text file.
///
/// @param time how long it may take
record ReadFile(SessionFolder folder, Duration time) implements SessionTool {

  private static final int USUAL_LINES = 1000;
  private static final int LONGEST_LINE = 2000;

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "read_file",
        "Reads a text file. Each line comes with its number and a tab, which are not part of the"
            + " file. Long files come in pieces: go on with the offset that the end of the output"
            + " names. Lines are cut after %d bytes.".formatted(LONGEST_LINE),
        List.of(
            Parameters.text("file_path", "The file, relative to the session's folder."),
            Parameters.optionalWholeNumber(
                "offset",
                "The number of the first line to read; 1, the first of the file, if left out."),
            Parameters.optionalWholeNumber(
                "limit",
                "How many lines to read at most; %d if left out.".formatted(USUAL_LINES))));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException, InterruptedException {
    InsidePath path = folder.resolve(arguments.text("file_path"));
    int first = arguments.positive("offset", 1);
    int limit = arguments.positive("limit", USUAL_LINES);
    try (var reader = new LineReader(folder.read(path), LONGEST_LINE, new Deadline(time))) {
      if (reader.isBinary()) {
        return ToolResult.failure(
            "'%s' is no text but a binary file of %d bytes; look at it with execute."
                .formatted(path, folder.entry(path).size()));
      }
      for (int number = 1; number < first; number++) {
        if (reader.next().isEmpty()) {
          return ToolResult.failure("'%s' has %d lines only.".formatted(path, number - 1));
        }
      }
      return lines(reader, path, first, limit);
    } catch (Deadline.PassedException passed) {
      passed.rethrowInterruption();
      return ToolResult.failure(
          "'%s' cannot be read to there in %d seconds; look at a part of it with execute."
              .formatted(path, time.toSeconds()));
    }
  }

  private static ToolResult lines(LineReader reader, InsidePath path, int first, int limit)
      throws IOException {
    var lines = new BoundedLines();
    Optional<LineReader.Line> line = reader.next();
    while (line.isPresent() && lines.count() < limit) {
      String text = line.get().text() + (line.get().whole() ? "" : "… [line cut]");
      if (!lines.add((first + lines.count()) + "\t" + text)) {
        break;
      }
      line = reader.next();
    }
    if (lines.count() == 0) {
      return first == 1
          ? ToolResult.of("'%s' is empty.".formatted(path))
          : ToolResult.failure("'%s' has %d lines only.".formatted(path, first - 1));
    }
    return ToolResult.of(
        lines.with(
            line.isEmpty()
                ? ""
                : "the file goes on; read on with offset " + (first + lines.count())));
  }
}
