package ai.stigmer.release.simulation;

import ai.stigmer.release.rehearsal.github.GitFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The Git side of the product's repository: every commit is there, and a tag once it was
/// published.
final class SourceGit implements GitFacts {

  private final Map<String, String> tags = new HashMap<>();

  SourceGit() {}

  /// The same as the other one now.
  SourceGit(SourceGit other) {
    tags.putAll(other.tags);
  }

  @Override
  public Optional<GitObject> tag(String tag) {
    return Optional.ofNullable(tags.get(tag))
        .map(commit -> new GitObject(GitObject.Type.COMMIT, commit));
  }

  @Override
  public Optional<GitObject> tagObject(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> branch(String branch) {
    return Optional.empty();
  }

  @Override
  public boolean hasCommit(String name) {
    return name.matches("[0-9a-f]{40}");
  }

  @Override
  public void createTag(String tag, String commit) {
    tags.put(tag, commit);
  }

  @Override
  public String merge(String branch, String into, String message) {
    throw new UnsupportedOperationException();
  }
}
