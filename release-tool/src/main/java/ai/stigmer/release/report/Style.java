package ai.stigmer.release.report;

/// How text is set off on a screen: by ANSI colours, or not at all.
public enum Style {
  /// With colours.
  COLOR,
  /// Plain text.
  PLAIN;

  private static final String RESET = "\u001b[0m";

  /// For what is done or there.
  public String good(String text) {
    return paint("\u001b[32m", text);
  }

  /// For what changes.
  public String change(String text) {
    return paint("\u001b[33m", text);
  }

  /// For what failed or stands in the way.
  public String bad(String text) {
    return paint("\u001b[31m", text);
  }

  /// For headings.
  public String strong(String text) {
    return paint("\u001b[1m", text);
  }

  /// For what matters less.
  public String faint(String text) {
    return paint("\u001b[2m", text);
  }

  private String paint(String code, String text) {
    return this == COLOR ? code + text + RESET : text;
  }
}
