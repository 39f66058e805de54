package ai.stigmer.release.registry;

import java.util.regex.Pattern;

/// Words of another program, made fit for a problem: bounded, and without control characters.
final class PlainText {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private PlainText() {}

  /// The text on one line, cut to so many characters.
  static String bounded(String text, int limit) {
    String cut = text.length() > limit ? text.substring(0, limit) + "…" : text;
    return CONTROL.matcher(cut).replaceAll(" ").strip();
  }

  /// The first line that is not blank, cut to so many characters; empty if there is none.
  static String firstLine(String text, int limit) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> bounded(line, limit))
        .orElse("");
  }
}
