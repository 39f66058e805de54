package ai.stigmer.release.version;

/// Makes a text of any length and content fit into a sentence.
final class Abbreviation {

  private static final int LONGEST = 60;

  private Abbreviation() {}

  /// The text without control characters, cut after its first sixty characters.
  static String of(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST
        ? printable
        : printable.substring(0, LONGEST) + "… (" + text.length() + " characters)";
  }
}
