package ai.stigmer.agentrunner.execution;

/// How much text a status may still take, in bytes of JSON: that is how Temporal carries it.
///
/// One text gets at most a fixed share of what is left, so that the room never runs out and nothing
/// that was written has to be taken back; what is cut off is told in its place.
final class Budget {

  private final int each;
  private final int share;
  private int left;

  /// A budget.
  ///
  /// @param total the bytes of all texts together
  /// @param each the most one text gets
  /// @param share one text gets at most this part of what is left
  Budget(int total, int each, int share) {
    this.left = total;
    this.each = each;
    this.share = share;
  }

  /// What the next text may take.
  int room() {
    return Math.min(each, left / share);
  }

  /// Takes room for this text, cut to what there is.
  String spend(String text) {
    String cut = cut(text, room());
    left -= Math.min(left, size(cut));
    return cut;
  }

  /// Takes room that something else fills.
  void spend(int bytes) {
    left -= Math.min(left, bytes);
  }

  /// The text, or its beginning and how much is missing.
  static String cut(String text, int bytes) {
    String beginning = beginning(text, bytes);
    int missing = text.length() - beginning.length();
    return missing == 0 ? text : "%s\n[%d more characters cut]".formatted(beginning, missing);
  }

  /// The longest beginning of a text that takes no more than that.
  static String beginning(String text, int bytes) {
    int taken = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      taken += size(character);
      if (taken > bytes) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
  }

  /// The bytes a text takes as a JSON string.
  static int size(String text) {
    return text.codePoints().map(Budget::size).sum();
  }

  private static int size(int character) {
    return switch (character) {
      case '"', '\\' -> 2;
      // Temporal's JSON escapes what HTML would take for markup.
      case '<', '>', '&', '=', '\'', 0x2028, 0x2029 -> 6;
      default -> {
        if (character < ' ' || Character.getType(character) == Character.SURROGATE) {
          yield 6;
        }
        yield character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      }
    };
  }
}
