package ai.stigmer.release.github;

/// A pull request as GitHub holds it (REST API, "Pulls").
///
/// @param number its number in its repository
/// @param branch the branch it wants to merge, in the same repository
/// @param title its heading
/// @param body its text, Markdown
/// @param state whether it is still open
/// @param page where a person looks at it
public record PullRequest(
    long number, String branch, String title, String body, State state, String page) {

  /// What became of a pull request.
  public enum State {
    /// It waits.
    OPEN,
    /// A person closed it without merging.
    CLOSED,
    /// It was merged.
    MERGED
  }
}
