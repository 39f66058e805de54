package ai.stigmer.release.homebrew;

/// How a formula reaches the tap's default branch.
public enum Delivery {
  /// As a pull request, which a person or the tap's own checks merge.
  PULL_REQUEST,
  /// As a commit.
  COMMIT
}
