package ai.stigmer.release.command;

import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.rehearsal.github.GitFacts;
import java.util.Optional;

/// Tells an embedded GitHub of a repository on this machine.
record RehearsalGit(LocalRepository repository) implements GitFacts {

  @Override
  public Optional<GitObject> tag(String tag) {
    return repository.tag(tag).map(RehearsalGit::object);
  }

  @Override
  public Optional<GitObject> tagObject(String name) {
    return repository.tagObject(name).map(RehearsalGit::object);
  }

  @Override
  public Optional<String> branch(String branch) {
    return repository.branch(branch);
  }

  @Override
  public boolean hasCommit(String name) {
    return repository.hasCommit(name);
  }

  @Override
  public void createTag(String tag, String commit) {
    repository.createTag(tag, commit);
  }

  @Override
  public String merge(String branch, String into, String message) {
    return repository.merge(branch, into, message);
  }

  private static GitObject object(LocalRepository.Target target) {
    return new GitObject(
        target.isTag() ? GitObject.Type.TAG : GitObject.Type.COMMIT, target.name());
  }
}
