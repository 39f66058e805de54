package ai.stigmer.release.tap;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.tap.TapSession.Heads;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;

/// A tap reached by Git. An attempt that fails in passing is made again from its beginning, which
/// looks first: a push that was done although its reply was lost is not done twice.
final class GitTap implements Tap {

  private static final int ATTEMPTS = 4;

  private final TapAddress address;
  private final Optional<Secret> token;
  private final Committer committer;
  private final Duration pause;
  private final TapFailure failure;

  GitTap(TapAddress address, Optional<Secret> token, Committer committer) {
    this(address, token, committer, Duration.ofSeconds(1));
  }

  /// @param pause the wait before the second attempt; it doubles with each further one
  GitTap(TapAddress address, Optional<Secret> token, Committer committer, Duration pause) {
    this.address = address;
    this.token = token;
    this.committer = committer;
    this.pause = pause;
    this.failure = new TapFailure(address, token);
  }

  @Override
  public TapState read(FormulaName formula, String branch) {
    return attempt(session -> {
      String named = formula + "-";
      Heads heads = session.fetch(branch, named);
      Optional<TapState.Proposal> proposal = Optional.empty();
      if (heads.branch().isPresent() && !branch.equals(heads.defaultBranch())) {
        proposal = Optional.of(proposal(session, heads.branch().get(), formula));
      }
      return new TapState(
          heads.defaultBranch(),
          heads.head().name(),
          session.textAt(heads.head(), formula.path()),
          proposal,
          heads.others().stream()
              .filter(other -> other.startsWith(named))
              .collect(Collectors.toSet()));
    });
  }

  @Override
  public void tryPush() {
    attempt(session -> {
      session.tryPush();
      return address;
    });
  }

  @Override
  public void push(FormulaCommit commit) {
    attempt(session -> {
      Heads heads = session.fetch(commit.branch());
      ObjectId id = session.commit(heads.head(), commit, committer);
      if (id.equals(heads.head()) || heads.branch().equals(Optional.of(id))) {
        return id;
      }
      boolean proposes = !commit.branch().equals(heads.defaultBranch());
      moveBranch(
          session, commit.branch(), heads.branch(), commit.expected(), Optional.of(id), proposes);
      return id;
    });
  }

  @Override
  public void deleteBranch(String branch, String expected) {
    attempt(session -> {
      Heads heads = session.list(branch);
      if (heads.branch().isPresent()) {
        moveBranch(session, branch, heads.branch(), Optional.of(expected), Optional.empty(), true);
      }
      return branch;
    });
  }

  private static TapState.Proposal proposal(TapSession session, ObjectId head, FormulaName formula)
      throws IOException {
    Optional<ObjectId> parent = session.parentOf(head);
    return new TapState.Proposal(
        head.name(),
        session.textAt(head, formula.path()),
        parent.isPresent() ? session.textAt(parent.get(), formula.path()) : Optional.empty());
  }

  private void moveBranch(
      TapSession session,
      String branch,
      Optional<ObjectId> from,
      Optional<String> expected,
      Optional<ObjectId> to,
      boolean force)
      throws IOException {
    if (!from.map(ObjectId::name).equals(expected)) {
      throw failure.movedOn(branch);
    }
    PushResult result = session.push(branch, to, from, force);
    Optional<ReleaseException> rejection = failure.rejection(result, branch);
    // A push repeated on the way is rejected although its first copy was taken: only what the
    // branch is at now tells.
    if (session.list(branch).branch().equals(to)) {
      return;
    }
    if (rejection.isPresent()) {
      throw rejection.get();
    }
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      pauseAfter(attempt);
      if (session.list(branch).branch().equals(to)) {
        return;
      }
    }
    throw failure.notReadBack(branch);
  }

  private <T> T attempt(Attempt<T> attempt) {
    for (int number = 1; ; number++) {
      try (var session = new TapSession(address, token)) {
        try {
          return attempt.in(session);
        } catch (IOException failed) {
          if (number == ATTEMPTS || !TapFailure.isPassing(failed, session.lastStatus())) {
            throw failure.transport(failed, session.lastStatus());
          }
        }
      }
      pauseAfter(number);
    }
  }

  private void pauseAfter(int attempt) {
    try {
      Thread.sleep(pause.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ReleaseException.remote(
          "The wait for the tap " + address + " was interrupted", "", interrupted);
    }
  }

  private interface Attempt<T> {

    T in(TapSession session) throws IOException;
  }
}
