package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.stigmer.release.problem.ReleaseException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every GitHub keeps of pull requests, whoever plays it. It has none to begin with; its
/// default branch is `main`, and [#BRANCH] is one with a commit of its own.
interface PullRequestsContract {

  String PROPOSED = "2222222222222222222222222222222222222222";
  String BRANCH = "stigmer-1.2.3";

  PullRequests pullRequests();

  /// What a person does on the page of a pull request.
  void merge(long pullRequest);

  /// What a person reads below a pull request.
  List<String> comments(long pullRequest);

  /// Deletes a branch, as Git would.
  void deleteBranch(String branch);

  @Test
  default void aTokenThatMayWritePullRequestsIsFoundByWritingNothing() {
    pullRequests().tryWrite();

    assertThat(pullRequests().open()).isEmpty();
    assertThat(pullRequests().isProtected("main")).isFalse();
  }

  @Test
  default void aPullRequestIsOpenedOnce() {
    PullRequest opened = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");
    PullRequest again = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "other body");

    assertThat(again.number()).isEqualTo(opened.number());
    assertThat(pullRequests().open()).containsExactly(again);
    assertThat(pullRequests().ofBranch(BRANCH)).containsExactly(again);
    assertThat(again.body()).isEqualTo("other body");
    assertThat(pullRequests().ofBranch("main")).isEmpty();
  }

  @Test
  default void aPullRequestOfNoBranchIsRefusedInGitHubsWords() {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> pullRequests().open("nowhere", "main", "title", "body"))
        .withMessageContaining("422: Validation Failed; PullRequest head invalid");
  }

  @Test
  default void aPullRequestOfNothingNewIsRefusedInGitHubsWords() {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> pullRequests().open("main", "main", "title", "body"))
        .withMessageContaining("No commits between main and main");
  }

  @Test
  default void aPullRequestDoesNotOutliveItsBranch() {
    PullRequest opened = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");

    deleteBranch(BRANCH);

    assertThat(pullRequests().open()).isEmpty();
    assertThat(pullRequests().ofBranch(BRANCH))
        .containsExactly(withState(opened, PullRequest.State.CLOSED));
  }

  @Test
  default void aBranchWhosePullRequestWasClosedCanBeProposedAnew() {
    PullRequest closed = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");
    pullRequests().close(closed.number(), "superseded");

    PullRequest anew = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");

    assertThat(anew.number()).isGreaterThan(closed.number());
    assertThat(pullRequests().open()).containsExactly(anew);
    assertThat(pullRequests().ofBranch(BRANCH))
        .as("newest first")
        .containsExactly(anew, withState(closed, PullRequest.State.CLOSED));
  }

  private static PullRequest withState(PullRequest request, PullRequest.State state) {
    return new PullRequest(
        request.number(), request.branch(), request.title(), request.body(), state, request.page());
  }

  @Test
  default void aClosedPullRequestSaysWhyOnce() {
    PullRequest opened = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");

    pullRequests().close(opened.number(), "superseded");
    pullRequests().close(opened.number(), "superseded");

    assertThat(pullRequests().open()).isEmpty();
    assertThat(pullRequests().ofBranch(BRANCH))
        .extracting(PullRequest::state)
        .isEqualTo(List.of(PullRequest.State.CLOSED));
    assertThat(comments(opened.number())).containsExactly("superseded");
  }

  @Test
  default void aMergedPullRequestIsKnownAsSuch() {
    PullRequest opened = pullRequests().open(BRANCH, "main", "stigmer 1.2.3", "body");

    merge(opened.number());

    assertThat(pullRequests().ofBranch(BRANCH))
        .extracting(PullRequest::state)
        .isEqualTo(List.of(PullRequest.State.MERGED));
  }
}
