package ai.stigmer.release.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every tap promises; `remote` is a bare repository made by the real `git`.
interface TapContract {

  FormulaName TIDY = new FormulaName("tidy");
  String BRANCH = "tidy-1.2.3";
  String OLD = "class Tidy < Formula\nend\n";
  String NEW = "class Tidy < Formula\n  # new\nend\n";

  /// The tap under test.
  Tap tap();

  /// The bare repository behind it.
  GitFolder remote();

  /// A working clone of it, for what others do.
  GitFolder other();

  /// Makes a bare repository that holds a tap, whose branch is `trunk`.
  static GitFolder remoteIn(Path folder) {
    GitFolder work = GitFolder.init(folder.resolve("made"));
    work.git("checkout", "-q", "-b", "trunk");
    work.write("README.md", "A tap\n").commit("Formula/other.rb", "other\n", "First");
    work.write("bin/tool", "#!/bin/sh\n");
    work.git("add", "-A");
    work.git("update-index", "--chmod=+x", "bin/tool");
    work.git("commit", "-q", "-m", "Second");
    work.commit("Formula/tidy.rb", OLD, "tidy 1.2.2");
    return GitFolder.clone(work.path(), folder.resolve("tap.git"), "--bare");
  }

  @Test
  default void theDefaultBranchIsRead() {
    TapState state = tap().read(TIDY, BRANCH);
    assertThat(state)
        .isEqualTo(
            new TapState(
                "trunk",
                remote().git("rev-parse", "trunk"),
                Optional.of(OLD),
                Optional.empty(),
                Set.of()));
    assertThat(tap().read(new FormulaName("absent"), BRANCH).formula()).isEmpty();
  }

  @Test
  default void aPushThatIsOnlyTriedLeavesNothing() throws IOException {
    Map<Path, Digest> before = Folders.content(remote().path());

    tap().tryPush();

    assertThat(Folders.content(remote().path())).isEqualTo(before);
  }

  @Test
  default void aFormulaIsProposedOnABranchOfItsOwn() {
    String base = remote().git("rev-parse", "trunk");
    tap().push(proposal(NEW, Optional.empty()));

    assertThat(remote().git("rev-parse", "trunk", BRANCH + "^")).isEqualTo(base + "\n" + base);
    assertThat(remote().git("diff", "--name-status", base, BRANCH)).isEqualTo("M\tFormula/tidy.rb");
    assertThat(remote().git("show", BRANCH + ":Formula/tidy.rb") + "\n").isEqualTo(NEW);
    assertThat(remote().git("log", "-1", "--format=%an <%ae>|%cn|%aI|%ct|%B", BRANCH))
        .isEqualTo(
            "release-tool <release-tool@users.noreply.github.com>|release-tool"
                + "|2026-01-02T03:04:05+00:00|1767323045|tidy 1.2.3");
    remote().git("fsck", "--strict");

    TapState state = tap().read(TIDY, BRANCH);
    assertThat(state.proposal())
        .contains(
            new TapState.Proposal(
                remote().git("rev-parse", BRANCH), Optional.of(NEW), Optional.of(OLD)));
  }

  @Test
  default void theSameFormulaOnTheSameHeadIsTheSameCommitAndIsNotPushedAgain() {
    tap().push(proposal(NEW, Optional.empty()));
    String first = remote().git("rev-parse", BRANCH);
    tap().push(proposal(NEW, Optional.empty()));
    assertThat(remote().git("rev-parse", BRANCH)).isEqualTo(first);
    remote().git("branch", "-D", BRANCH);
    tap().push(proposal(NEW, Optional.empty()));
    assertThat(remote().git("rev-parse", BRANCH)).isEqualTo(first);
  }

  @Test
  default void aProposalIsUpdatedInPlaceOnTopOfTheDefaultBranch() {
    tap().push(proposal("older\n", Optional.empty()));
    String older = remote().git("rev-parse", BRANCH);
    String moved = pushFromElsewhere("Formula/third.rb", "third\n");
    tap().push(proposal(NEW, Optional.of(older)));
    assertThat(remote().git("rev-parse", BRANCH + "^")).isEqualTo(moved);
    assertThat(remote().git("show", BRANCH + ":Formula/tidy.rb") + "\n").isEqualTo(NEW);
  }

  @Test
  default void aFormulaIsCommittedToTheDefaultBranch() {
    String base = remote().git("rev-parse", "trunk");
    FormulaCommit commit = commit("trunk", NEW.replace("\n", "\r\n"), Optional.of(base));
    tap().push(commit);
    assertThat(remote().git("rev-parse", "trunk^")).isEqualTo(base);
    assertThat(tap().read(TIDY, "trunk").formula()).contains(NEW);
    assertThat(tap().read(TIDY, "trunk").proposal()).isEmpty();

    String pushed = remote().git("rev-parse", "trunk");
    tap().push(commit);
    assertThat(remote().git("rev-parse", "trunk")).isEqualTo(pushed);
  }

  @Test
  default void aBranchThatMovedOnIsLeftAlone() {
    String stale = remote().git("rev-parse", "trunk");
    String moved = pushFromElsewhere("Formula/third.rb", "third\n");
    assertProblem(
        () -> tap().push(commit("trunk", NEW, Optional.of(stale))),
        Kind.REMOTE,
        "The branch trunk of the tap",
        "moved on");
    assertThat(remote().git("rev-parse", "trunk")).isEqualTo(moved);

    tap().push(proposal(NEW, Optional.empty()));
    String head = remote().git("rev-parse", BRANCH);
    assertProblem(() -> tap().push(proposal("newer\n", Optional.empty())), Kind.REMOTE, "moved on");
    assertProblem(
        () -> tap().push(proposal("newer\n", Optional.of(stale))), Kind.REMOTE, "moved on");
    assertProblem(() -> tap().deleteBranch(BRANCH, stale), Kind.REMOTE, "moved on");
    assertThat(remote().git("rev-parse", BRANCH)).isEqualTo(head);
  }

  @Test
  default void aProposalIsDeletedOnce() {
    tap().push(proposal(NEW, Optional.empty()));
    String head = remote().git("rev-parse", BRANCH);
    tap().deleteBranch(BRANCH, head);
    tap().deleteBranch(BRANCH, head);
    assertThat(remote().git("branch", "--format=%(refname:short)")).isEqualTo("trunk");
  }

  @Test
  default void aTapWithoutCommitsIsRefused() {
    remote().git("update-ref", "-d", "refs/heads/trunk");
    assertProblem(
        () -> tap().read(TIDY, BRANCH), Kind.INPUT, "has no commit on its default branch");
  }

  /// Commits a file to the default branch as somebody else, and gives the commit's id.
  default String pushFromElsewhere(String file, String text) {
    GitFolder other = other();
    other.git("pull", "-q");
    String commit = other.commit(file, text, "Somebody else");
    other.git("push", "-q", "origin", "trunk");
    return commit;
  }

  /// A formula proposed on its branch.
  static FormulaCommit proposal(String content, Optional<String> expected) {
    return commit(BRANCH, content, expected);
  }

  /// A formula pushed to a branch.
  static FormulaCommit commit(String branch, String content, Optional<String> expected) {
    return new FormulaCommit(
        TIDY, content, branch, expected, "tidy 1.2.3", Instant.parse("2026-01-02T03:04:05Z"));
  }

  /// Asserts that a call fails with a problem of a kind that holds these words.
  static void assertProblem(Runnable call, Kind kind, String... words) {
    assertThatThrownBy(call::run)
        .hasMessageContainingAll(words)
        .isInstanceOfSatisfying(
            ReleaseException.class,
            exception -> assertThat(exception.problem().kind()).isEqualTo(kind));
  }
}
