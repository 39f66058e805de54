package ai.stigmer.release.notes;

import java.util.regex.Pattern;

/// Turns any text into Markdown that shows it and does nothing else.
final class MarkdownText {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~!&$]");

  // GitHub mentions people after Markdown is rendered, so that a backslash would not stop it; a
  // zero-width space does.
  private static final String QUIET_AT = "@&#8203;";

  private MarkdownText() {}

  /// The text on one line, without markup and mentions.
  static String of(String text) {
    String plain = INVISIBLE.matcher(text).replaceAll(" ").strip();
    return MARKUP.matcher(plain).replaceAll("\\\\$0").replace("@", QUIET_AT);
  }
}
