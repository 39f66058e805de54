package ai.stigmer.release.rehearsal.github;

import java.util.Optional;

/// What an embedded GitHub knows and does of a repository's Git side.
public interface GitFacts {

  /// An object of Git.
  ///
  /// @param type what it is
  /// @param name its name, 40 hexadecimal digits
  record GitObject(Type type, String name) {

    /// What an object is, as far as tags name it.
    public enum Type {
      /// A commit.
      COMMIT,
      /// The object of an annotated tag, which names another object.
      TAG
    }
  }

  /// What a tag names: a commit, or the object of an annotated tag.
  Optional<GitObject> tag(String tag);

  /// What the object of an annotated tag names.
  Optional<GitObject> tagObject(String name);

  /// The commit a branch is at.
  Optional<String> branch(String branch);

  /// Whether there is such a commit.
  boolean hasCommit(String name);

  /// Creates a tag that names a commit directly.
  void createTag(String tag, String commit);

  /// Merges a branch into another.
  ///
  /// @return the commit the other is at then
  String merge(String branch, String into, String message);
}
