package ai.stigmer.release.github;

import java.util.List;

/// The pull requests of one repository on GitHub. Failures are those of [ReleaseHost].
public interface PullRequests {

  /// Proves that pull requests may be opened, and opens none.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException as [ReleaseHost#tryWrite] does
  void tryWrite();

  /// Whether rules protect a branch, so that not everybody who may write may push to it.
  boolean isProtected(String branch);

  /// Every open pull request.
  List<PullRequest> open();

  /// Every pull request, open or not, whose branch in the same repository has this name; newest
  /// first.
  List<PullRequest> ofBranch(String branch);

  /// Opens a pull request; if the reply is lost, it is looked up before another is opened.
  ///
  /// @param branch the branch to merge
  /// @param base the branch to merge into
  PullRequest open(String branch, String base, String title, String body);

  /// Gives a pull request other words.
  PullRequest update(long number, String title, String body);

  /// Closes a pull request, saying why in a comment.
  void close(long number, String comment);
}
