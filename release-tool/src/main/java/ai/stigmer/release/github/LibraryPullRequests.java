package ai.stigmer.release.github;

import ai.stigmer.release.http.RetryPolicy.PassingFailure;
import ai.stigmer.release.http.RetryPolicy.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kohsuke.github.GHCommitPointer;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;

/// [PullRequests] by github-api.
final class LibraryPullRequests implements PullRequests {

  private static final int PAGE_SIZE = 100;

  private final ApiCalls calls;
  private final LibraryCalls library;
  private final GHRepository repository;

  LibraryPullRequests(ApiCalls calls, LibraryCalls library) {
    this.calls = calls;
    this.library = library;
    this.repository = library.repository();
  }

  @Override
  public void tryWrite() {
    calls.tryWrite("opening a pull request", "/pulls");
  }

  @Override
  public boolean isProtected(String branch) {
    return calls.run(
        "reading the branch " + branch,
        () -> calls.get("/branches/" + branch).get("protected").truth());
  }

  @Override
  public List<PullRequest> open() {
    return run(
        "reading the open pull requests",
        () -> read(repository.queryPullRequests().state(GHIssueState.OPEN)));
  }

  @Override
  public List<PullRequest> ofBranch(String branch) {
    return run("reading the pull requests of the branch " + branch, () -> readBranch(branch));
  }

  @Override
  public PullRequest open(String branch, String base, String title, String body) {
    PullRequest opened =
        calls.create(
            "opening the pull request of the branch " + branch,
            () -> library.call(() -> openOne(branch)),
            () ->
                library.call(() -> {
                  try {
                    return pullRequest(repository.createPullRequest(title, branch, base, body));
                  } catch (RefusedAnswer refused) {
                    if (!refused.answer().saysAlreadyExists()) {
                      throw refused;
                    }
                    return openOne(branch)
                        .orElseThrow(() ->
                            new PassingFailure(refused.answer().toString(), Optional.empty()));
                  }
                }));
    return opened.title().equals(title) && opened.body().equals(body)
        ? opened
        : update(opened.number(), title, body);
  }

  @Override
  public PullRequest update(long number, String title, String body) {
    return run(
        "changing the pull request " + number,
        () -> {
          GHPullRequest found = repository.getPullRequest(Math.toIntExact(number));
          if (!title.equals(found.getTitle())) {
            found.setTitle(title);
          }
          if (!body.equals(Optional.ofNullable(found.getBody()).orElse(""))) {
            found.setBody(body);
          }
          PullRequest before = pullRequest(found);
          return new PullRequest(
              number, before.branch(), title, body, before.state(), before.page());
        });
  }

  @Override
  public void close(long number, String comment) {
    run(
        "closing the pull request " + number,
        () -> {
          GHPullRequest found = repository.getPullRequest(Math.toIntExact(number));
          boolean said =
              found.listComments().withPageSize(PAGE_SIZE).toList().stream()
                  .anyMatch(present -> comment.equals(present.getBody()));
          if (!said) {
            found.comment(comment);
          }
          if (found.getState() == GHIssueState.OPEN) {
            found.close();
          }
          return number;
        });
  }

  private Optional<PullRequest> openOne(String branch) throws IOException {
    return readBranch(branch).stream()
        .filter(found -> found.state() == PullRequest.State.OPEN)
        .findFirst();
  }

  private List<PullRequest> readBranch(String branch) throws IOException {
    return read(repository.queryPullRequests().state(GHIssueState.ALL).head(branch)).stream()
        .filter(found -> found.branch().equals(branch))
        .toList();
  }

  /// Those whose branch is in the same repository; the branch of a fork is not ours to know.
  private List<PullRequest> read(GHPullRequestQueryBuilder query) throws IOException {
    return query.list().withPageSize(PAGE_SIZE).toList().stream()
        .filter(found -> isOurs(found.getHead()))
        .map(LibraryPullRequests::pullRequest)
        .toList();
  }

  private boolean isOurs(GHCommitPointer head) {
    return Optional.ofNullable(head.getRepository())
        .filter(source -> source.getFullName().equalsIgnoreCase(repository.getFullName()))
        .isPresent();
  }

  // What is missing is an answer that [LibraryCalls#call] refuses.
  private static PullRequest pullRequest(GHPullRequest found) {
    return new PullRequest(
        found.getNumber(),
        Objects.requireNonNull(found.getHead().getRef()),
        Objects.requireNonNull(found.getTitle()),
        Optional.ofNullable(found.getBody()).orElse(""),
        state(found),
        found.getHtmlUrl().toString());
  }

  private static PullRequest.State state(GHPullRequest found) {
    if (found.getMergedAt() != null) {
      return PullRequest.State.MERGED;
    }
    return found.getState() == GHIssueState.OPEN
        ? PullRequest.State.OPEN
        : PullRequest.State.CLOSED;
  }

  private <T> T run(String what, Unit<T> unit) {
    return calls.run(what, () -> library.call(unit));
  }
}
