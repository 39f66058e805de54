package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.github.FaultyTransport.Fault;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A whole release with one request spoiled, for every fault at every request: the world is the
/// undisturbed one, without duplicates.
class GitHubFaultsTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyFaultAtEveryRequestConverges() throws IOException {
    FaultyTransport sound = FaultyTransport.sound();
    World undisturbed = release(sound, folder.resolve("undisturbed"));
    return Arrays.stream(Fault.values())
        .flatMap(fault ->
            IntStream.range(0, sound.count())
                .mapToObj(index ->
                    DynamicTest.dynamicTest(
                        fault + " at request " + index,
                        () ->
                            assertThat(
                                    release(
                                        FaultyTransport.spoiling(fault, index),
                                        folder.resolve(fault + "-" + index)))
                                .isEqualTo(undisturbed))));
  }

  @Test
  void anUndisturbedReleaseWastesNoRequest() throws IOException {
    try (EmbeddedGitHub embedded = EmbeddedGitHubContractTest.start(folder.resolve("world"))) {
      release(FaultyTransport.sound(), embedded, folder);

      assertThat(embedded.requests())
          .extracting(
              request -> request.method() + " " + request.path().replaceFirst(".*/acme/tidy/", ""))
          .containsExactly(
              "POST releases",
              "POST releases/1/assets?name=tidy-1.2.3.tar.gz",
              "POST releases/1/assets?name=checksums.txt",
              "PATCH releases/1",
              "POST pulls",
              "GET pulls/4",
              "GET issues/4/comments?per_page=100",
              "POST issues/4/comments",
              "PATCH pulls/4",
              "GET releases?per_page=100",
              "GET releases/latest",
              "GET pulls?state=all&head=acme%3Astigmer-1.2.3&per_page=100",
              "GET issues/4/comments");
    }
  }

  /// What is left in the end: numbers apart, which a repeated request uses up.
  private record World(
      List<String> releases, Optional<String> latest, List<String> pulls, List<String> comments) {}

  private static World release(FaultyTransport transport, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (EmbeddedGitHub embedded = EmbeddedGitHubContractTest.start(folder.resolve("world"))) {
      return release(transport, embedded, folder);
    }
  }

  private static World release(FaultyTransport transport, EmbeddedGitHub embedded, Path folder)
      throws IOException {
    GitHub gitHub =
        GitHub.connect(
            embedded.apiUri(),
            transport,
            Optional.of(Secret.of(EmbeddedGitHubContractTest.TOKEN)),
            new RecordedPauses().policy());
    ReleaseHost host = gitHub.releases(EmbeddedGitHubContractTest.REPOSITORY);
    PullRequests pulls = gitHub.pullRequests(EmbeddedGitHubContractTest.REPOSITORY);
    Artifact first = ReleaseHostContract.artifact(folder, "tidy-1.2.3.tar.gz", "archive");
    Artifact second = ReleaseHostContract.artifact(folder, "checksums.txt", "checksums");

    long draft = host.createDraft(ReleaseHostContract.text("v1.2.3")).id();
    host.upload(draft, first);
    host.upload(draft, second);
    host.publish(draft, true);
    long pull = pulls.open(PullRequestsContract.BRANCH, "main", "tidy 1.2.3", "body").number();
    pulls.close(pull, "superseded");

    return new World(
        host.releases().stream().map(GitHubFaultsTest::summary).toList(),
        host.latest(),
        pulls.ofBranch(PullRequestsContract.BRANCH).stream()
            .map(found -> found.title() + " " + found.state())
            .toList(),
        EmbeddedGitHubContractTest.comments(embedded, pull));
  }

  private static String summary(Release release) {
    return release.tag()
        + " "
        + release.state()
        + release.assets().stream()
            .sorted(Comparator.comparing(ReleaseAsset::name))
            .map(asset -> " " + asset.name() + " " + asset.digest())
            .toList();
  }
}
