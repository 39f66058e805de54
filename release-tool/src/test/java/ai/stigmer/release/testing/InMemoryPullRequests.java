package ai.stigmer.release.testing;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.github.PullRequests;
import java.util.ArrayList;
import java.util.List;

/// Pull requests in memory.
public final class InMemoryPullRequests implements PullRequests {

  private final List<PullRequest> requests = new ArrayList<>();

  @Override
  public void tryWrite() {}

  @Override
  public boolean isProtected(String branch) {
    return false;
  }

  @Override
  public List<PullRequest> open() {
    return requests.stream().filter(request -> request.state() == State.OPEN).toList();
  }

  @Override
  public List<PullRequest> ofBranch(String branch) {
    return requests.stream().filter(request -> request.branch().equals(branch)).toList().reversed();
  }

  @Override
  public PullRequest open(String branch, String base, String title, String body) {
    for (PullRequest there : open()) {
      if (there.branch().equals(branch)) {
        return update(there.number(), title, body);
      }
    }
    requests.add(
        new PullRequest(
            requests.size() + 1L, branch, title, body, State.OPEN, "https://example.org"));
    return requests.getLast();
  }

  @Override
  public PullRequest update(long number, String title, String body) {
    PullRequest old = requests.get((int) number - 1);
    requests.set(
        (int) number - 1,
        new PullRequest(number, old.branch(), title, body, old.state(), old.page()));
    return requests.get((int) number - 1);
  }

  @Override
  public void close(long number, String comment) {
    end(number, State.CLOSED);
  }

  /// Ends a pull request, as a person would.
  public void end(long number, State state) {
    PullRequest old = requests.get((int) number - 1);
    requests.set(
        (int) number - 1,
        new PullRequest(number, old.branch(), old.title(), old.body(), state, old.page()));
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    requests.forEach(request ->
        text.append(request.branch())
            .append(' ')
            .append(request.title())
            .append(' ')
            .append(request.state())
            .append('\n'));
    return text.toString();
  }
}
