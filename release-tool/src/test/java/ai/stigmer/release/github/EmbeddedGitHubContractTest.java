package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.rehearsal.github.InMemoryGit;
import ai.stigmer.release.rehearsal.github.TokenRight;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Both contracts, kept by the embedded GitHub and the client together; and whatever the embedded
/// one answers meanwhile is as GitHub documents it.
class EmbeddedGitHubContractTest implements ReleaseHostContract, PullRequestsContract {

  static final String REPOSITORY = "acme/tidy";
  static final String TOKEN = "a-token-of-the-test";

  private static final HttpTransport TRANSPORT = HttpTransport.overSockets();

  @TempDir private Path world;
  private final InMemoryGit git = git();
  private final DocumentedTransport documented = new DocumentedTransport(TRANSPORT);
  private EmbeddedGitHub embedded;
  private GitHub gitHub;

  /// What the contract expects of Git.
  static InMemoryGit git() {
    return new InMemoryGit()
        .withBranch("main", MAIN)
        .withBranch(BRANCH, PROPOSED)
        .withAnnotatedTag("v0.1.0", "3333333333333333333333333333333333333333", MAIN);
  }

  /// An embedded GitHub with the repository that the contract expects.
  static EmbeddedGitHub start(Path folder) {
    return start(folder, git());
  }

  private static EmbeddedGitHub start(Path folder, InMemoryGit git) {
    EmbeddedGitHub started = EmbeddedGitHub.start(folder);
    started.addRepository(REPOSITORY, git, false);
    started.allow(TOKEN, REPOSITORY, Set.of(TokenRight.values()));
    return started;
  }

  @BeforeEach
  void start() {
    embedded = start(world, git);
    gitHub =
        GitHub.connect(
            embedded.apiUri(),
            documented,
            Optional.of(Secret.of(TOKEN)),
            new RecordedPauses().policy());
  }

  @AfterEach
  void stop() throws IOException {
    embedded.close();
    assertThat(DocumentedTransport.known()).containsAll(documented.departures());
  }

  @Override
  public ReleaseHost releases() {
    return gitHub.releases(REPOSITORY);
  }

  @Override
  public PullRequests pullRequests() {
    return gitHub.pullRequests(REPOSITORY);
  }

  @Override
  public void merge(long pullRequest) {
    ask(embedded, "PUT", "/pulls/" + pullRequest + "/merge");
  }

  @Override
  public List<String> comments(long pullRequest) {
    return comments(embedded, pullRequest);
  }

  @Override
  public void deleteBranch(String branch) {
    git.deleteBranch(branch);
  }

  /// What a person reads below a pull request.
  static List<String> comments(EmbeddedGitHub embedded, long pullRequest) {
    return ask(embedded, "GET", "/issues/" + pullRequest + "/comments").elements().stream()
        .map(comment -> comment.text("body"))
        .toList();
  }

  private static Json ask(EmbeddedGitHub embedded, String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(embedded.apiUri() + "/repos/" + REPOSITORY + path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return Json.parse(Bodies.read(TRANSPORT.send(request), Bodies.JSON_LIMIT), "the test");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
