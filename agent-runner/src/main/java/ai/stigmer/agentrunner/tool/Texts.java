package ai.stigmer.agentrunner.tool;

/// Texts of bounded length.
final class Texts {

  private Texts() {}

  /// That text, cut if it is longer; never in the middle of a character.
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
