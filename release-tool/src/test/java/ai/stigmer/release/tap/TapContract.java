package ai.stigmer.release.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.tap.TapState.Proposal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every tap keeps, whoever plays it. It has one branch to begin with, which holds the formula
/// `tidy` as [#OLD].
interface TapContract {

  FormulaName TIDY = new FormulaName("tidy");
  String BRANCH = "tidy-1.2.3";
  String OLD = "class Tidy < Formula\nend\n";
  String NEW = "class Tidy < Formula\n  # new\nend\n";
  Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  /// The tap under test.
  Tap tap();

  /// The name of its default branch.
  String main();

  /// Where its branches are.
  Map<String, String> heads();

  /// Commits another file to the default branch as somebody else, and gives the commit's id.
  String commitFromElsewhere();

  @Test
  default void theDefaultBranchIsRead() {
    assertThat(tap().read(TIDY, BRANCH))
        .isEqualTo(
            new TapState(main(), head(main()), Optional.of(OLD), Optional.empty(), Set.of()));
    assertThat(tap().read(new FormulaName("absent"), BRANCH).formula()).isEmpty();
  }

  @Test
  default void theFormulasOtherBranchesAreNamed() {
    for (String branch : new String[] {"tidy-1.2.2", "tidy-1.2.1-scheme.1", BRANCH, "tidyup-1"}) {
      tap().push(commit(branch, NEW, Optional.empty()));
    }

    assertThat(tap().read(TIDY, BRANCH).branches())
        .containsExactlyInAnyOrder("tidy-1.2.2", "tidy-1.2.1-scheme.1");
    assertThat(tap().read(TIDY, main()).branches())
        .containsExactlyInAnyOrder("tidy-1.2.2", "tidy-1.2.1-scheme.1", BRANCH);
  }

  @Test
  default void aPushThatIsOnlyTriedLeavesNothing() {
    Map<String, String> before = heads();

    tap().tryPush();

    assertThat(heads()).isEqualTo(before);
  }

  @Test
  default void aFormulaIsProposedOnABranchOfItsOwn() {
    String base = head(main());

    tap().push(proposal(NEW, Optional.empty()));

    assertThat(heads()).containsOnlyKeys(main(), BRANCH).containsEntry(main(), base);
    assertThat(tap().read(TIDY, BRANCH).proposal())
        .contains(new Proposal(head(BRANCH), Optional.of(NEW), Optional.of(OLD)));
  }

  @Test
  default void theSameFormulaOnTheSameHeadIsTheSameCommitAndIsNotPushedAgain() {
    tap().push(proposal(NEW, Optional.empty()));
    String first = head(BRANCH);
    tap().push(proposal(NEW, Optional.empty()));
    assertThat(head(BRANCH)).isEqualTo(first);

    tap().deleteBranch(BRANCH, first);
    tap().push(proposal(NEW, Optional.empty()));
    assertThat(head(BRANCH)).isEqualTo(first);

    FormulaCommit later =
        new FormulaCommit(TIDY, NEW, BRANCH, Optional.of(first), "tidy 1.2.3", TIME.plusSeconds(1));
    tap().push(later);
    assertThat(head(BRANCH)).isNotEqualTo(first);
  }

  @Test
  default void whatTheDefaultBranchHoldsIsNotProposed() {
    Map<String, String> before = heads();

    tap().push(proposal(OLD, Optional.empty()));

    assertThat(heads()).isEqualTo(before);
  }

  @Test
  default void aProposalIsUpdatedInPlaceOnTopOfTheDefaultBranch() {
    tap().push(proposal("older\n", Optional.empty()));
    String older = head(BRANCH);
    String moved = commitFromElsewhere();

    tap().push(proposal(NEW, Optional.of(older)));

    TapState state = tap().read(TIDY, BRANCH);
    assertThat(state.head()).isEqualTo(moved).isEqualTo(head(main()));
    assertThat(head(BRANCH)).isNotEqualTo(older);
    assertThat(state.proposal())
        .contains(new Proposal(head(BRANCH), Optional.of(NEW), Optional.of(OLD)));
  }

  @Test
  default void aFormulaIsCommittedToTheDefaultBranch() {
    String base = head(main());
    FormulaCommit commit = commit(main(), NEW.replace("\n", "\r\n"), Optional.of(base));

    tap().push(commit);

    String pushed = head(main());
    assertThat(pushed).isNotEqualTo(base);
    assertThat(tap().read(TIDY, main()).formula()).contains(NEW);
    assertThat(tap().read(TIDY, main()).proposal()).isEmpty();
    tap().push(commit);
    assertThat(head(main())).isEqualTo(pushed);
  }

  @Test
  default void aBranchThatMovedOnIsLeftAlone() {
    String stale = head(main());
    String moved = commitFromElsewhere();
    assertProblem(
        () -> tap().push(commit(main(), NEW, Optional.of(stale))),
        Kind.REMOTE,
        "The branch " + main() + " of the tap",
        "moved on");
    assertThat(head(main())).isEqualTo(moved);

    tap().push(proposal(NEW, Optional.empty()));
    String head = head(BRANCH);
    assertProblem(() -> tap().push(proposal("newer\n", Optional.empty())), Kind.REMOTE, "moved on");
    assertProblem(
        () -> tap().push(proposal("newer\n", Optional.of(stale))), Kind.REMOTE, "moved on");
    assertProblem(() -> tap().deleteBranch(BRANCH, stale), Kind.REMOTE, "moved on");
    assertThat(head(BRANCH)).isEqualTo(head);
  }

  @Test
  default void aProposalIsDeletedOnce() {
    tap().push(proposal(NEW, Optional.empty()));
    String head = head(BRANCH);

    tap().deleteBranch(BRANCH, head);
    tap().deleteBranch(BRANCH, head);

    assertThat(heads()).containsOnlyKeys(main());
  }

  private String head(String branch) {
    return Optional.ofNullable(heads().get(branch)).orElseThrow();
  }

  /// A formula proposed on its branch.
  static FormulaCommit proposal(String content, Optional<String> expected) {
    return commit(BRANCH, content, expected);
  }

  /// A formula pushed to a branch.
  static FormulaCommit commit(String branch, String content, Optional<String> expected) {
    return new FormulaCommit(TIDY, content, branch, expected, "tidy 1.2.3", TIME);
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
