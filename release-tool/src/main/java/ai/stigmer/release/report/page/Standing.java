package ai.stigmer.release.report.page;

/// How a wanted thing stands at the end of a run; the mark says it to those who see no colours.
enum Standing {
  /// It was there before.
  THERE("=", "there"),
  /// This run made it.
  MADE("✓", "made"),
  /// It is still to be made.
  PENDING("+", "to do"),
  /// A conflict or a failure stands in its way.
  STOPPED("!", "stopped");

  private final String mark;
  private final String word;

  Standing(String mark, String word) {
    this.mark = mark;
    this.word = word;
  }

  /// One character.
  String mark() {
    return mark;
  }

  /// One word or two.
  String word() {
    return word;
  }

  /// The class the style sheet knows it by.
  String cssClass() {
    return word.replace(' ', '-');
  }

  /// Whether the thing is as it is wanted.
  boolean isReached() {
    return this == THERE || this == MADE;
  }
}
