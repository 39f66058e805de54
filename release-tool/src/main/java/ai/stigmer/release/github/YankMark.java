package ai.stigmer.release.github;

import java.util.Optional;

/// The mark of a published release that was taken back. It stands on the release itself, where
/// every later run and every person sees it: the title is what counts, the notice on top of the
/// notes is for their readers. GitHub allows both to be changed where releases are immutable.
///
/// @param title the release's heading with the mark
/// @param notes its text with the notice, Markdown
public record YankMark(String title, String notes) {

  private static final String SUFFIX = " (yanked)";

  /// The mark of a release, whose notes stay below the notice.
  static YankMark of(Release release) {
    String notice = notice(release.tag());
    String notes = release.notes().replace("\r\n", "\n");
    return new YankMark(
        title(release.tag()),
        notes.startsWith(notice.strip()) ? notes : notice + (notes.isBlank() ? "" : "\n" + notes));
  }

  /// The heading of a release that was taken back: this, to the letter, and no other.
  static String title(String tag) {
    return tag + SUFFIX;
  }

  /// The tag of the release that a heading says was taken back, if it says so.
  public static Optional<String> tagOf(String title) {
    return title.endsWith(SUFFIX)
        ? Optional.of(title.substring(0, title.length() - SUFFIX.length()))
        : Optional.empty();
  }

  private static String notice(String tag) {
    return "> [!CAUTION]\n> **" + tag + " was yanked.** Use another version.\n";
  }
}
