package ai.stigmer.release.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the word that was probably meant.
final class Spelling {

  private static final int LONGEST = 40;

  private Spelling() {}

  /// The word with the fewest letters changed, if that is at most a third of them.
  static Optional<String> nearest(String written, List<String> words) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(written, word)))
        .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3));
  }

  /// The Levenshtein distance: how many letters to insert, delete or replace.
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[right.length()];
  }
}
