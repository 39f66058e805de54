package ai.stigmer.release.template;

/// The inside of a Ruby double-quoted string (Ruby, "String Literals").
final class RubyString {

  private RubyString() {}

  /// Escapes a text so that Ruby reads exactly it, whatever the string around it holds.
  ///
  /// `#` is escaped only where it could begin an interpolation, and `{`, `$` and `@` only at the
  /// text's beginning, where a `#` may stand before it: RuboCop refuses an escape without need.
  static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 8);
    int[] characters = text.codePoints().toArray();
    for (int index = 0; index < characters.length; index++) {
      int character = characters[index];
      switch (character) {
        case '\\', '"' -> escaped.append('\\').appendCodePoint(character);
        case '#' -> {
          boolean last = index == characters.length - 1;
          escaped.append(last || opens(characters[index + 1]) ? "\\#" : "#");
        }
        case '{', '$', '@' -> escaped.append(index == 0 ? "\\" : "").appendCodePoint(character);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> appendVisibly(escaped, character);
      }
    }
    return escaped.toString();
  }

  private static boolean opens(int character) {
    return character == '{' || character == '$' || character == '@';
  }

  private static void appendVisibly(StringBuilder escaped, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          escaped.append("\\u{").append(Integer.toHexString(character)).append('}');
      // Half a character has no UTF-8 form.
      case Character.SURROGATE -> escaped.append("\\u{fffd}");
      default -> escaped.appendCodePoint(character);
    }
  }
}
