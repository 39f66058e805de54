package ai.stigmer.release.report;

/// Text of others within Markdown, where it becomes no markup.
final class MarkdownText {

  private MarkdownText() {}

  /// A text within a line.
  static String line(String text) {
    return text.replace("\\", "\\\\").replace("<", "&lt;").replace("\n", "<br>");
  }

  /// A text within a table, its digests shortened: a table as wide as they are is not read.
  static String cell(String text) {
    return Digests.inMarkdown(line(text).replace("|", "\\|"));
  }
}
