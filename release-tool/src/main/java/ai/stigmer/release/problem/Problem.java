package ai.stigmer.release.problem;

/// What went wrong and what a person can do about it.
///
/// @param kind who can mend it, which decides the exit code
/// @param summary one sentence that names the thing
/// @param detail what was found, in as many lines as it takes; may be empty
/// @param remedy the next step; may be empty where the summary says it
public record Problem(Kind kind, String summary, String detail, String remedy) {

  /// Who can mend a problem.
  public enum Kind {
    /// Usage, configuration or the state of the source repository: a person must change it first.
    INPUT,
    /// A missing or refused credential: a person must grant it first.
    PERMISSION,
    /// Going on would change something published: the run is refused.
    CONFLICT,
    /// A remote service failed or answered nonsense: running again converges.
    REMOTE
  }

  /// The whole problem as a person reads it, over one or more lines.
  public String text() {
    var text = new StringBuilder(summary);
    if (!detail.isEmpty()) {
      text.append('\n').append(detail);
    }
    if (!remedy.isEmpty()) {
      text.append('\n').append(remedy);
    }
    return text.toString();
  }
}
