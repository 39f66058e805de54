package ai.stigmer.release.rehearsal.github;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The Git side of a repository, in memory.
public final class InMemoryGit implements GitFacts {

  private final Map<String, GitObject> tags = new HashMap<>();
  private final Map<String, GitObject> tagObjects = new HashMap<>();
  private final Map<String, String> branches = new HashMap<>();
  private final Set<String> commits = new HashSet<>();

  /// Puts a branch at a commit.
  public InMemoryGit withBranch(String branch, String commit) {
    commits.add(commit);
    branches.put(branch, commit);
    return this;
  }

  /// Deletes a branch.
  public void deleteBranch(String branch) {
    branches.remove(branch);
  }

  /// Makes an annotated tag.
  public InMemoryGit withAnnotatedTag(String tag, String object, String commit) {
    commits.add(commit);
    tags.put(tag, new GitObject(GitObject.Type.TAG, object));
    tagObjects.put(object, new GitObject(GitObject.Type.COMMIT, commit));
    return this;
  }

  @Override
  public Optional<GitObject> tag(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  @Override
  public Optional<GitObject> tagObject(String name) {
    return Optional.ofNullable(tagObjects.get(name));
  }

  @Override
  public Optional<String> branch(String branch) {
    return Optional.ofNullable(branches.get(branch));
  }

  @Override
  public boolean hasCommit(String name) {
    return commits.contains(name);
  }

  @Override
  public void createTag(String tag, String commit) {
    tags.put(tag, new GitObject(GitObject.Type.COMMIT, commit));
  }

  @Override
  public String merge(String branch, String into, String message) {
    String commit = branch(branch).orElseThrow();
    branches.put(into, commit);
    return commit;
  }
}
