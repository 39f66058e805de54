package ai.stigmer.release.tap;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/// A tap's Git repository. Every method may fail with a
/// [ai.stigmer.release.problem.ReleaseException]: kind permission for a refused credential, remote
/// for the rest.
public interface Tap {

  /// The tap at an address, committed to as `release-tool`.
  ///
  /// @param url a path, a file URL, or an https URL; http to this machine only
  /// @param token sent over HTTP, never shown and never part of a URL
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if the address is none of
  ///   these, or holds a credential
  static Tap at(String url, Optional<Secret> token) {
    return at(url, token, Committer.RELEASE_TOOL);
  }

  /// The tap at an address, committed to under a name.
  static Tap at(String url, Optional<Secret> token, Committer committer) {
    return new GitTap(TapAddress.of(url), token, committer);
  }

  /// Reads what the tap holds now of a formula: on the default branch, and on the branch that
  /// proposes a change of it.
  TapState read(FormulaName formula, String branch);

  /// Proves that the tap may be pushed to, and pushes nothing: asks what a push would begin with
  /// (gitprotocol-http, "Smart Service git-receive-pack").
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind permission if it may not
  void tryPush();

  /// Commits a formula on top of the default branch and pushes it, then reads it back. Nothing but
  /// that one file changes. The same formula on the same head gives the same commit, and what the
  /// tap holds already is not pushed again.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if the branch is not where
  ///   the commit expects it, or the push was rejected for any reason
  void push(FormulaCommit commit);

  /// Deletes a branch that proposes a formula; one that is gone already is left so.
  ///
  /// @param expected the commit the branch is at
  /// @throws ai.stigmer.release.problem.ReleaseException as for [#push]
  void deleteBranch(String branch, String expected);

  /// Whose name a commit carries.
  ///
  /// @param name the name
  /// @param email the address
  record Committer(String name, String email) {

    /// This tool's own name.
    public static final Committer RELEASE_TOOL =
        new Committer("release-tool", "release-tool@users.noreply.github.com");
  }

  /// A formula on its way into a tap.
  ///
  /// @param formula which formula
  /// @param content the file's whole text
  /// @param branch where it is pushed: the default branch, or one that proposes it
  /// @param expected the commit the branch is at, or nothing if the branch must not exist
  /// @param message the commit's message
  /// @param time the commit's time, so that the same formula gives the same commit
  record FormulaCommit(
      FormulaName formula,
      String content,
      String branch,
      Optional<String> expected,
      String message,
      Instant time) {}
}
