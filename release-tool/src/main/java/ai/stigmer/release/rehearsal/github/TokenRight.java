package ai.stigmer.release.rehearsal.github;

/// What a token may write in a repository (GitHub Apps, "Permissions required").
public enum TokenRight {
  /// Releases and their assets, and seeing drafts.
  CONTENTS,
  /// Pull requests and their comments.
  PULL_REQUESTS
}
