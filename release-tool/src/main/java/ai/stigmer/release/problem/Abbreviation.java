package ai.stigmer.release.problem;

/// Makes a text of any length and content fit into a sentence.
public final class Abbreviation {

  private static final int LONGEST = 100;

  private Abbreviation() {}

  /// The text without control and invisible characters, cut after its first hundred characters.
  public static String of(String text) {
    String printable = text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    if (printable.length() <= LONGEST) {
      return printable;
    }
    int end = Character.isLowSurrogate(printable.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    return printable.substring(0, end) + "… (" + text.length() + " characters)";
  }
}
