package ai.stigmer.release.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.testing.GitFolder;
import ai.stigmer.release.testing.GitHttpServer;
import ai.stigmer.release.testing.GitHttpServer.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTapTest implements GitTapContract {

  private static final String PASSWORD = "t0k3n-for-the-tap";

  @TempDir private Path folder;
  private GitFolder remote;
  private GitFolder other;
  private GitHttpServer server;

  @BeforeEach
  void makeTap() throws IOException {
    remote = GitTapContract.remoteIn(folder);
    other = GitFolder.clone(remote.path(), folder.resolve("other"));
    server = new GitHttpServer(folder, Optional.of(PASSWORD));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Override
  public Tap tap() {
    return tap("tap.git", Optional.of(Secret.of(PASSWORD)));
  }

  @Override
  public GitFolder remote() {
    return remote;
  }

  @Override
  public GitFolder other() {
    return other;
  }

  @Test
  void aReadTakesAtMostFourRequestsAndAPushAtMostSeven() {
    tap().read(TIDY, BRANCH);
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(4);
    int before = server.requests().size();
    tap().push(TapContract.proposal(NEW, Optional.empty()));
    assertThat(server.requests().subList(before, server.requests().size()))
        .hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void noMoreHistoryIsFetchedThanACommitAndItsParents() throws IOException {
    TapAddress address = TapAddress.of(server.url("tap.git"));
    try (var session = new TapSession(address, Optional.of(Secret.of(PASSWORD)))) {
      ObjectId parent = session.parentOf(session.fetch(BRANCH).head()).orElseThrow();
      assertThat(parent.name()).isEqualTo(remote.git("rev-parse", "trunk^"));
      assertThat(session.parentOf(parent)).isEmpty();
      assertThat(remote.git("rev-parse", "trunk^^")).isNotEmpty();
    }
  }

  @Test
  void aRedirectToAnotherServerDoesNotGetTheToken() throws IOException {
    try (var elsewhere = new GitHttpServer(folder, Optional.empty())) {
      server.next(new Fault.Redirect(elsewhere.url("tap.git/info/refs?service=git-upload-pack")));
      TapContract.assertProblem(
          () -> tap().read(TIDY, BRANCH), Kind.INPUT, "redirects to another server");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-token", ""})
  void aWrongOrMissingTokenIsAPermissionThatNamesTheVariable(String token) {
    Tap tap = tap("tap.git", Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::of));
    TapContract.assertProblem(
        () -> tap.read(TIDY, BRANCH), Kind.PERMISSION, "HTTP 401", "HOMEBREW_TAP_TOKEN");
    assertThat(server.requests()).as("a refusal is not tried again").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aTokenThatMayOnlyReadIsFoundWithoutAPush() {
    remote.git("config", "http.receivepack", "false");
    String before = remote.git("for-each-ref");

    TapContract.assertProblem(
        () -> tap().tryPush(), Kind.PERMISSION, "HTTP 403", "HOMEBREW_TAP_TOKEN");
    assertThat(tap().read(TIDY, BRANCH).formula()).isPresent();
    assertThat(remote.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void aForbiddenPushIsAPermission() {
    server.nextPush(new Fault.Status(403));
    TapContract.assertProblem(
        () -> tap().push(TapContract.proposal(NEW, Optional.empty())),
        Kind.PERMISSION,
        "HTTP 403",
        "HOMEBREW_TAP_TOKEN");
  }

  @Test
  void aMissingRepositoryIsNamed() {
    Tap tap = tap("gone.git", Optional.of(Secret.of(PASSWORD)));
    TapContract.assertProblem(
        () -> tap.read(TIDY, BRANCH), Kind.INPUT, "There is no tap at", "homebrew.tap");
  }

  @Test
  void aPushThatAHookRejectsIsAPermissionWithTheServersWords() {
    rejectPushes("echo protected branch: ask Ada >&2");
    Throwable thrown =
        catchThrowable(() -> tap().push(TapContract.proposal(NEW, Optional.empty())));
    TapContract.assertProblem(
        () -> {
          throw (RuntimeException) thrown;
        },
        Kind.PERMISSION,
        "rejected the push to tidy-1.2.3",
        "protected branch: ask Ada",
        "pre-receive hook declined");
    assertThat(remote.git("branch", "--format=%(refname:short)")).isEqualTo("trunk");
  }

  @Test
  void aBranchThatAnotherPushHoldsIsAFailureThatPasses() throws IOException {
    Path lock = Files.createFile(remote.path().resolve("refs/heads/" + BRANCH + ".lock"));
    TapContract.assertProblem(
        () -> tap().push(TapContract.proposal(NEW, Optional.empty())),
        Kind.REMOTE,
        "moved on meanwhile");
    Files.delete(lock);
    tap().push(TapContract.proposal(NEW, Optional.empty()));
    assertThat(remote.git("branch", "--format=%(refname:short)")).contains(BRANCH);
  }

  @Test
  void aTokenThatTheServerRepeatsIsNotShown() {
    rejectPushes("echo you sent " + PASSWORD + " >&2");
    assertThat(catchThrowable(() -> tap().push(TapContract.proposal(NEW, Optional.empty()))))
        .hasMessageContaining("you sent ***")
        .message()
        .doesNotContain(PASSWORD);
  }

  @Test
  void aCommitThatIsFasterIsNotOverwritten() {
    String base = remote.git("rev-parse", "trunk");
    server.nextPush(new Fault.Before(this::commitFromElsewhere));
    TapContract.assertProblem(
        () -> tap().push(TapContract.commit("trunk", NEW, Optional.of(base))),
        Kind.REMOTE,
        "moved on");
    assertThat(remote.git("log", "-1", "--format=%s", "trunk")).isEqualTo("Somebody else");
  }

  @Test
  void aBranchThatAppearsMeanwhileIsNotOverwritten() {
    server.nextPush(new Fault.Before(() -> remote.git("branch", BRANCH, "trunk")));
    TapContract.assertProblem(
        () -> tap().push(TapContract.proposal(NEW, Optional.empty())), Kind.REMOTE, "moved on");
    assertThat(remote.git("rev-parse", BRANCH)).isEqualTo(remote.git("rev-parse", "trunk"));
  }

  @ParameterizedTest
  @ValueSource(strings = {BRANCH, "trunk"})
  void aPushWhoseReplyIsLostIsNotDoneTwice(String branch) {
    Optional<String> expected =
        branch.equals(BRANCH) ? Optional.empty() : Optional.of(remote.git("rev-parse", "trunk"));
    server.nextPush(new Fault.LoseReply());
    tap().push(TapContract.commit(branch, NEW, expected));
    assertThat(remote.git("rev-list", "--count", branch)).isEqualTo("4");
    assertThat(remote.git("show", branch + ":Formula/tidy.rb") + "\n").isEqualTo(NEW);
  }

  @Test
  void aDeletionWhoseReplyIsLostIsDone() {
    tap().push(TapContract.proposal(NEW, Optional.empty()));
    server.nextPush(new Fault.LoseReply());
    tap().deleteBranch(BRANCH, remote.git("rev-parse", BRANCH));
    assertThat(remote.git("branch", "--format=%(refname:short)")).isEqualTo("trunk");
  }

  @Test
  void passingFailuresAreTriedAgain() {
    server.next(new Fault.Status(503), new Fault.LoseReply(), new Fault.Status(429));
    assertThat(tap().read(TIDY, BRANCH).formula()).contains(OLD);
    server.nextPush(new Fault.Status(502), new Fault.Status(500));
    tap().push(TapContract.proposal(NEW, Optional.empty()));
    assertThat(remote.git("show", BRANCH + ":Formula/tidy.rb") + "\n").isEqualTo(NEW);
  }

  @Test
  void aFailureThatDoesNotPassIsToldAfterAFewAttempts() {
    var down = new Fault.Status(503);
    server.next(down, down, down, down);
    TapContract.assertProblem(
        () -> tap().read(TIDY, BRANCH), Kind.REMOTE, "could not be reached (HTTP 503)");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aServerThatIsGoneIsARemoteProblem() {
    Tap tap = tap();
    server.close();
    TapContract.assertProblem(() -> tap.read(TIDY, BRANCH), Kind.REMOTE, "could not be reached");
  }

  private Tap tap(String repository, Optional<Secret> token) {
    return new GitTap(
        TapAddress.of(server.url(repository)),
        token,
        Tap.Committer.RELEASE_TOOL,
        Duration.ofMillis(1));
  }

  private void rejectPushes(String script) {
    Path hook = remote.path().resolve("hooks/pre-receive");
    try {
      Files.createDirectories(hook.getParent());
      Files.writeString(hook, "#!/bin/sh\n" + script + "\nexit 1\n");
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
