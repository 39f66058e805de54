package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `grep`: lines of files by what they hold.
record SearchFiles(SessionFolder folder) implements SessionTool {

  private static final int LONGEST_PATTERN = 1000;
  private static final int USUAL_FILES = 100;

  @Override
  public ToolSpecification specification() {
    return new ToolSpecification(
        "grep",
        "Searches text files for lines that contain a match of a regular expression, in all folders"
            + " below one. A result reads path:line number:line. Binary files and what is in a .git"
            + " folder are left out, and links are not followed.",
        List.of(
            Parameters.text(
                "pattern",
                "The regular expression, in Java's syntax, matched within one line; (?i) at its"
                    + " beginning ignores case. A backslash before ( ) [ ] { } . * + ? | ^ $ means"
                    + " the character itself."),
            Parameters.optionalText(
                "path",
                "The folder or the one file to search, relative to the session's folder; that"
                    + " folder itself if left out."),
            Parameters.optionalText(
                "glob",
                "Which files to search, as for the tool glob, such as '*.java'; all if left out."),
            Parameters.optionalWholeNumber(
                "max_files",
                "After how many files with matches to stop; %d if left out."
                    .formatted(USUAL_FILES))));
  }

  @Override
  public ToolResult call(Arguments arguments) throws IOException, InterruptedException {
    var search =
        new FileSearch(
            folder,
            folder.resolve(arguments.optionalText("path").orElse(".")),
            pattern(arguments.text("pattern")),
            GlobPattern.of(arguments.optionalText("glob").orElse("*")),
            arguments.positive("max_files", USUAL_FILES));
    return ToolResult.of(search.run());
  }

  private static Pattern pattern(String regex) {
    if (regex.isEmpty() || regex.length() > LONGEST_PATTERN) {
      throw new InvalidArgumentsException(
          "'pattern' has %d characters; 1 to %d are possible."
              .formatted(regex.length(), LONGEST_PATTERN));
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException invalid) {
      throw new InvalidArgumentsException(
          "'pattern' is no regular expression: %s; put a backslash before characters that are meant"
                  .formatted(invalid.getDescription())
              + " literally.");
    } catch (StackOverflowError tooDeep) {
      throw new InvalidArgumentsException("'pattern' has too many groups within groups.");
    }
  }
}
