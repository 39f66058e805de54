package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/// `edit_file`: another text in place of one in a file.
record EditFile(SessionFolder folder) implements SessionTool {

  private static final int LARGEST = 4 * 1024 * 1024;

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "edit_file",
        "Replaces a text in a file by another one. Read the file first. The old text must be in the"
            + " file exactly as given, white space included and line numbers left out, and only"
            + " once: give the lines around it until it is unique, or set replace_all.",
        List.of(
            Parameters.text("file_path", "The file, relative to the session's folder."),
            Parameters.text("old_string", "The text to replace."),
            Parameters.text("new_string", "The text to put in its place."),
            Parameters.optionalFlag(
                "replace_all",
                "Whether to replace the text wherever it stands; false if left out.")));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException {
    InsidePath path = folder.resolve(arguments.text("file_path"));
    String before = arguments.text("old_string");
    String after = arguments.text("new_string");
    if (before.isEmpty()) {
      return ToolResult.failure("'old_string' is empty; use write_file to write a whole file.");
    }
    if (before.equals(after)) {
      return ToolResult.failure("'old_string' and 'new_string' are equal; nothing would change.");
    }
    String content = content(path);
    int count = count(content, before);
    if (count == 0) {
      return ToolResult.failure(
          "'old_string' is not in '%s'; read the file and give the text exactly as it stands there%s."
              .formatted(path, content.contains("\r\n") ? " (its lines end with \\r\\n)" : ""));
    }
    if (count > 1 && !arguments.flag("replace_all")) {
      return ToolResult.failure(
          "'old_string' is in '%s' %d times; give more of the lines around it, or set replace_all."
              .formatted(path, count));
    }
    if (content.length() + (long) count * (after.length() - before.length()) > LARGEST) {
      throw tooLarge(path);
    }
    folder.write(path, content.replace(before, after).getBytes(UTF_8));
    return ToolResult.of(
        "Replaced %d %s in '%s'.".formatted(count, count == 1 ? "place" : "places", path));
  }

  private String content(InsidePath path) throws IOException {
    byte[] content;
    try (InputStream input = folder.read(path)) {
      content = input.readNBytes(LARGEST + 1);
    }
    if (content.length > LARGEST) {
      throw tooLarge(path);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException binary) {
      throw new InvalidArgumentsException(
          "'%s' is no UTF-8 text; change it with execute.".formatted(path));
    }
  }

  private static InvalidArgumentsException tooLarge(InsidePath path) {
    return new InvalidArgumentsException(
        "'%s' is or would be larger than %d bytes; change it with execute."
            .formatted(path, LARGEST));
  }

  private static int count(String content, String text) {
    int count = 0;
    for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length())) {
      count++;
    }
    return count;
  }
}
