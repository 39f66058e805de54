package ai.stigmer.release.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.GitHub;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.secret.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Whatever GitHub answers, a call gives a value or one failure, and shows the token to GitHub
/// alone.
final class GitHubAnswersPromise implements Promise {

  private static final URI API = URI.create("https://api.github.com");
  private static final Set<String> TRUSTED = Set.of("api.github.com", "uploads.github.com");
  private static final ReleaseText TEXT =
      new ReleaseText("v1.2.3", "0123abcd", "1.2.3", "notes", false);
  private static final ReleaseAsset ASSET =
      new ReleaseAsset(5, "checksums.txt", 3, true, Optional.empty());

  private static final List<Consumer<ReleaseHost>> RELEASES =
      List.of(
          ReleaseHost::releases,
          ReleaseHost::latest,
          host -> host.tagCommit("v1.2.3"),
          host -> host.createDraft(TEXT),
          host -> host.updateText(7, TEXT),
          host -> host.publish(7, true),
          host -> host.deleteDraft(7),
          host -> host.downloadText(ASSET, 1000));
  private static final List<Consumer<PullRequests>> PULLS =
      List.of(
          PullRequests::open,
          pulls -> pulls.ofBranch("tidy-1.2.3"),
          pulls -> pulls.isProtected("main"),
          pulls -> pulls.open("tidy-1.2.3", "main", "tidy 1.2.3", "body"),
          pulls -> pulls.update(7, "tidy 1.2.3", "body"),
          pulls -> pulls.close(7, "superseded"));

  @Override
  public void tryOn(byte[] input) throws Exception {
    for (Consumer<ReleaseHost> call : RELEASES) {
      tryCall(input, gitHub -> call.accept(gitHub.releases("acme/tidy")));
    }
    for (Consumer<PullRequests> call : PULLS) {
      tryCall(input, gitHub -> call.accept(gitHub.pullRequests("acme/tidy")));
    }
    tryDownload(input);
  }

  private static void tryDownload(byte[] input) throws Exception {
    Path file = Files.createTempFile("fuzz", "asset");
    try {
      tryCall(input, gitHub -> gitHub.releases("acme/tidy").download(ASSET, file));
      assertThat(Files.size(file)).isIn(0L, ASSET.size());
    } finally {
      Files.delete(file);
    }
  }

  private static void tryCall(byte[] input, Consumer<GitHub> call) throws Exception {
    var answers = new Answers(input);
    GitHub gitHub =
        GitHub.connect(API, answers, Optional.of(Secret.of("ghs_canary")), Answers.PATIENCE);
    Failures.doneOrProblem(() -> call.accept(gitHub));
    assertThat(answers.trusted())
        .allMatch(uri ->
            "https".equalsIgnoreCase(uri.getScheme())
                && TRUSTED.contains(uri.getAuthority().toLowerCase(Locale.ROOT)));
  }
}
