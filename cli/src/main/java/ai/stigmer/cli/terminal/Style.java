package ai.stigmer.cli.terminal;

import java.util.Map;

/// How the error output may be written to.
public enum Style {
  /// Whole lines: nobody watches, or what watches only reads lines.
  PLAIN,
  /// A line may be rewritten in place.
  REWRITTEN,
  /// A line may be rewritten in place and have colours.
  COLOURED;

  /// The style of this environment.
  ///
  /// @param watched whether the error output is a terminal
  /// @see <a href="https://no-color.org">NO_COLOR</a>
  public static Style of(Map<String, String> environment, boolean watched) {
    if (!watched || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return PLAIN;
    }
    return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOURED : REWRITTEN;
  }
}
