package ai.stigmer.release.simulation;

import ai.stigmer.release.rehearsal.github.GitFacts;
import ai.stigmer.release.testing.InMemoryTap;
import java.util.Optional;

/// The Git side of the tap's repository, as GitHub knows it.
record TapGit(InMemoryTap tap) implements GitFacts {

  @Override
  public Optional<GitObject> tag(String tag) {
    return Optional.empty();
  }

  @Override
  public Optional<GitObject> tagObject(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> branch(String branch) {
    return tap.head(branch);
  }

  @Override
  public boolean hasCommit(String name) {
    return false;
  }

  @Override
  public void createTag(String tag, String commit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String merge(String branch, String into, String message) {
    tap.merge(branch);
    return tap.head(into).orElseThrow();
  }
}
