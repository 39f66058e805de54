package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.session.InsidePath;
import java.util.regex.Pattern;

/// A pattern for paths, as shells know it: `*` and `?` within a name, `**` across folders, `[a-z]`,
/// `{one,other}`, and a backslash before what is meant literally. A pattern without a slash is for
/// names in any folder.
final class GlobPattern {

  private static final int LONGEST = 500;

  private final Pattern pattern;

  private GlobPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws InvalidArgumentsException if that is no such pattern
  static GlobPattern of(String glob) {
    if (glob.isEmpty() || glob.length() > LONGEST || glob.startsWith("/")) {
      throw new InvalidArgumentsException(
          "'%s' is no pattern for paths in a folder; write one such as '*.md' or 'src/**/*.java'."
              .formatted(Texts.shortened(glob, LONGEST)));
    }
    String inFolder = glob.startsWith("./") ? glob.substring(2) : glob;
    return new GlobPattern(new Translation(inFolder).pattern());
  }

  /// Whether it fits that path, which is named from `folder`.
  boolean matches(InsidePath path, InsidePath folder, Deadline deadline) {
    String name =
        String.join("/", path.names().subList(folder.names().size(), path.names().size()));
    return deadline.find(pattern, name);
  }

  /// The way from a pattern for paths to a regular expression.
  private static final class Translation {

    private final String glob;
    private final StringBuilder regex = new StringBuilder("\\A");
    private int at;
    private int groups;

    Translation(String glob) {
      this.glob = glob;
    }

    Pattern pattern() {
      if (glob.indexOf('/') < 0) {
        regex.append("(?:[^/]*/)*+");
      }
      while (at < glob.length()) {
        translate(glob.charAt(at++));
      }
      if (groups > 0) {
        throw invalid("a '{' without its '}'");
      }
      return Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL);
    }

    private void translate(char character) {
      switch (character) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> characterClass();
        case '{' -> {
          regex.append("(?:");
          groups++;
        }
        case ',' -> regex.append(groups > 0 ? "|" : ",");
        case '}' -> {
          if (groups == 0) {
            throw invalid("a '}' without its '{'");
          }
          groups--;
          regex.append(')');
        }
        case '\\' -> {
          if (at == glob.length()) {
            throw invalid("a backslash at its end");
          }
          literal(glob.charAt(at++));
        }
        default -> literal(character);
      }
    }

    private void star() {
      if (at == glob.length() || glob.charAt(at) != '*') {
        regex.append("[^/]*");
        return;
      }
      at++;
      if (at < glob.length() && glob.charAt(at) == '/') {
        at++;
        regex.append("(?:[^/]*/)*");
      } else {
        regex.append(".*");
      }
    }

    private void characterClass() {
      int close = glob.indexOf(']', at + 1);
      if (close < 0) {
        throw invalid("a '[' without its ']'");
      }
      boolean negated = glob.charAt(at) == '!' || glob.charAt(at) == '^';
      regex.append("(?!/)[").append(negated ? "^" : "");
      for (int index = negated ? at + 1 : at; index < close; index++) {
        char character = glob.charAt(index);
        if (character != '-') {
          literal(character);
        } else {
          boolean range = index > at + (negated ? 1 : 0) && index + 1 < close;
          if (range && glob.charAt(index - 1) > glob.charAt(index + 1)) {
            throw invalid("a range that runs backwards");
          }
          regex.append(range ? "-" : "\\-");
        }
      }
      regex.append(']');
      at = close + 1;
    }

    private void literal(char character) {
      if (character < 128 && !Character.isLetterOrDigit(character)) {
        regex.append('\\');
      }
      regex.append(character);
    }

    private InvalidArgumentsException invalid(String what) {
      return new InvalidArgumentsException("The pattern '%s' has %s.".formatted(glob, what));
    }
  }
}
