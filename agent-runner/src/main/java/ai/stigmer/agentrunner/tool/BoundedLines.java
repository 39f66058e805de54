package ai.stigmer.agentrunner.tool;

/// The lines of an output, up to what a model can well read at once.
final class BoundedLines {

  private static final int MOST_CHARACTERS = 30_000;

  private final StringBuilder text = new StringBuilder();
  private int count;

  /// Adds a line, unless there is no room for it.
  ///
  /// @return whether it was added
  boolean add(String line) {
    if (text.length() + line.length() >= MOST_CHARACTERS && count > 0) {
      return false;
    }
    text.append(Texts.shortened(line, MOST_CHARACTERS)).append('\n');
    count++;
    return true;
  }

  /// How many lines there are.
  int count() {
    return count;
  }

  /// The lines, and a closing remark in brackets unless that is empty.
  String with(String remark) {
    return remark.isEmpty() ? text.toString() : text + "[" + remark + "]";
  }
}
