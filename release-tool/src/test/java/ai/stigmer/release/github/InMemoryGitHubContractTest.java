package ai.stigmer.release.github;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.testing.InMemoryPullRequests;
import ai.stigmer.release.testing.InMemoryReleaseHost;
import ai.stigmer.release.testing.InMemoryTap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/// Both contracts, kept by the GitHub that the simulation and other packages' tests use.
class InMemoryGitHubContractTest implements ReleaseHostContract, PullRequestsContract {

  private final InMemoryReleaseHost host = new InMemoryReleaseHost();
  private final InMemoryTap tap = new InMemoryTap();
  private final InMemoryPullRequests pullRequests = new InMemoryPullRequests(tap);

  @BeforeEach
  void fill() {
    host.putTag("v0.1.0", MAIN);
    tap.push(
        new FormulaCommit(
            new FormulaName("stigmer"), "a formula", BRANCH, Optional.empty(), "", Instant.EPOCH));
  }

  @Override
  public ReleaseHost releases() {
    return host;
  }

  @Override
  public PullRequests pullRequests() {
    return pullRequests;
  }

  @Override
  public void merge(long pullRequest) {
    tap.merge(BRANCH);
    pullRequests.end(pullRequest, PullRequest.State.MERGED);
  }

  @Override
  public List<String> comments(long pullRequest) {
    return pullRequests.comments(pullRequest);
  }

  @Override
  public void deleteBranch(String branch) {
    tap.deleteBranch(branch, tap.head(branch).orElseThrow());
  }
}
