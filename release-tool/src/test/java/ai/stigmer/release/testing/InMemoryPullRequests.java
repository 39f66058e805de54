package ai.stigmer.release.testing;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequest.State;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The pull requests of a tap in memory, with GitHub's rules: one open one for each branch, and
/// none outlives its branch.
public final class InMemoryPullRequests implements PullRequests {

  private final InMemoryTap tap;
  private final List<PullRequest> requests = new ArrayList<>();
  private final Map<Long, List<String>> comments = new HashMap<>();

  /// The pull requests of that tap.
  public InMemoryPullRequests(InMemoryTap tap) {
    this.tap = tap;
  }

  /// The pull requests of that tap, as the other one's are now.
  public InMemoryPullRequests(InMemoryTap tap, InMemoryPullRequests other) {
    this.tap = tap;
    requests.addAll(other.requests);
    comments.putAll(other.comments);
  }

  @Override
  public void tryWrite() {}

  @Override
  public boolean isProtected(String branch) {
    return false;
  }

  @Override
  public List<PullRequest> open() {
    return all().stream().filter(request -> request.state() == State.OPEN).toList();
  }

  @Override
  public List<PullRequest> ofBranch(String branch) {
    return all().stream().filter(request -> request.branch().equals(branch)).toList();
  }

  @Override
  public PullRequest open(String branch, String base, String title, String body) {
    if (tap.head(branch).isEmpty()) {
      throw refusal("PullRequest head invalid");
    }
    if (tap.head(branch).equals(tap.head(base))) {
      throw refusal("No commits between " + base + " and " + branch);
    }
    return open().stream()
        .filter(request -> request.branch().equals(branch))
        .findFirst()
        .map(found -> update(found.number(), title, body))
        .orElseGet(() -> add(branch, title, body));
  }

  @Override
  public PullRequest update(long number, String title, String body) {
    PullRequest old = get(number);
    return put(new PullRequest(number, old.branch(), title, body, old.state(), old.page()));
  }

  @Override
  public void close(long number, String comment) {
    List<String> said = comments(number);
    if (!said.contains(comment)) {
      comments.put(number, Stream.concat(said.stream(), Stream.of(comment)).toList());
    }
    if (get(number).state() == State.OPEN) {
      end(number, State.CLOSED);
    }
  }

  /// What a person reads below a pull request.
  public List<String> comments(long number) {
    return comments.getOrDefault(number, List.of());
  }

  /// Ends a pull request, as a person would.
  public void end(long number, State state) {
    PullRequest old = get(number);
    put(new PullRequest(number, old.branch(), old.title(), old.body(), state, old.page()));
  }

  /// Every pull request, open or not, newest first.
  public List<PullRequest> all() {
    requests.replaceAll(request ->
        request.state() == State.OPEN && tap.head(request.branch()).isEmpty()
            ? new PullRequest(
                request.number(),
                request.branch(),
                request.title(),
                request.body(),
                State.CLOSED,
                request.page())
            : request);
    return List.copyOf(requests.reversed());
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    all()
        .forEach(request ->
            text.append(request.branch())
                .append(' ')
                .append(request.title())
                .append(' ')
                .append(request.state())
                .append('\n'));
    return text.toString();
  }

  private PullRequest add(String branch, String title, String body) {
    long number = requests.size() + 1L;
    String page = "https://example.org/pull/" + number;
    requests.add(new PullRequest(number, branch, title, body, State.OPEN, page));
    return requests.getLast();
  }

  private static ReleaseException refusal(String why) {
    return ReleaseException.remote("GitHub answered 422: Validation Failed; " + why, "");
  }

  private PullRequest get(long number) {
    all();
    return requests.get((int) number - 1);
  }

  private PullRequest put(PullRequest request) {
    requests.set((int) request.number() - 1, request);
    return request;
  }
}
