package ai.stigmer.release.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// GitHub's single answers and faults.
class GitHubAnswersTest {

  private static final String REPOSITORY = "/repos/acme/tidy";
  private static final String RELEASES = REPOSITORY + "/releases";
  private static final String TOKEN = "ghs_secret";

  private final RecordedPauses pauses = new RecordedPauses();
  private WireMockServer server;
  private GitHub gitHub;

  @BeforeEach
  void start() {
    server =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    gitHub = connect(HttpTransport.overSockets(), Optional.of(Secret.of(TOKEN)));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anUnknownTokenIsNamedByItsVariableAndNotShown() {
    everything(answer(401, "Bad credentials"));

    Problem problem = problem(() -> host().releases());

    assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(problem.detail()).isEqualTo("It answered 401: Bad credentials");
    assertThat(problem.remedy())
        .isEqualTo("Check that GITHUB_TOKEN is valid and has contents: write on acme/tidy.");
    assertThat(problem.text()).doesNotContain(TOKEN);
    server.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void aMissingTokenIsAskedFor() {
    gitHub = connect(HttpTransport.overSockets(), Optional.empty());
    everything(answer(401, "Requires authentication"));

    assertThat(problem(() -> pulls().open("b", "main", "t", "")).remedy())
        .isEqualTo(
            "Set HOMEBREW_TAP_TOKEN to a token with contents: write and pull-requests: write on"
                + " acme/tidy.");
  }

  @Test
  void aForbiddenWriteIsAMissingPermission() {
    everything(answer(403, "Resource not accessible by integration"));

    Problem problem = problem(() -> host().createDraft(text()));

    assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(problem.text()).contains("Resource not accessible by integration", "GITHUB_TOKEN");
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void aWriteAnsweredNotFoundSaysBothReasons() {
    everything(answer(404, "Not Found"));

    for (Problem problem :
        new Problem[] {
          problem(() -> host().createDraft(text())),
          problem(() -> host().publish(7, true)),
          problem(() -> pulls().open("b", "main", "t", ""))
        }) {
      assertThat(problem.kind()).isEqualTo(Kind.PERMISSION);
      assertThat(problem.detail())
          .contains("Either it is not there, or the token may not write to it.");
    }
  }

  @Test
  void onlyNotFoundMeansAbsent() {
    everything(answer(404, "Not Found"));

    assertThat(host().latest()).isEmpty();
    assertThat(host().tagCommit("v1.2.3")).isEmpty();
    assertThat(problem(() -> host().releases()).kind()).isEqualTo(Kind.PERMISSION);
  }

  @Test
  void theErrorsOfAValidationAreShown() {
    everything(
        aResponse()
            .withStatus(422)
            .withBody(
                """
                {"message": "Validation Failed", "errors": [
                  {"resource": "Release", "code": "custom", "message": "tag is protected"},
                  "and a plain one"]}\
                """));

    Problem problem = problem(() -> host().createDraft(text()));

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem.detail())
        .isEqualTo(
            "It answered 422: Validation Failed; Release custom tag is protected; and a plain one");
  }

  @Test
  void aLimitIsWaitedForAsLongAsItSays() {
    onceThenNoReleases(aResponse().withStatus(429).withHeader("Retry-After", "7"));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aUsedUpLimitIsWaitedForUntilItsReset() {
    onceThenNoReleases(
        answer(403, "API rate limit exceeded")
            .withHeader("Date", "Sat, 21 Nov 2026 06:00:00 GMT")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", reset("2026-11-21T06:00:30Z")));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(31));
  }

  @Test
  void aResetTooFarAwayIsNotWaitedFor() {
    everything(
        answer(403, "API rate limit exceeded")
            .withHeader("Date", "Sat, 21 Nov 2026 06:00:00 GMT")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("X-RateLimit-Reset", reset("2026-11-21T06:45:00Z")));

    Problem problem = problem(() -> pulls().open());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem.remedy()).isEqualTo("Run it again in 45 minutes.");
    assertThat(pauses.taken()).isEmpty();
  }

  @Test
  void aSecondaryLimitMayComeWithoutAHeader() {
    onceThenNoReleases(answer(403, "You have exceeded a secondary rate limit."));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void tooManyRequestsWithoutAHeaderAreWaitedForAMinute() {
    onceThenNoReleases(answer(429, "Too many requests"));

    assertThat(host().releases()).isEmpty();
    assertThat(pauses.taken()).containsExactly(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerThatStaysBrokenIsAFailureThatNamesIt(int status) {
    everything(
        aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody("<html>"));

    Problem problem = problem(() -> host().releases());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem.summary()).contains("releases of acme/tidy at " + server.baseUrl());
    assertThat(problem.detail()).isEqualTo("It answered " + status + ".");
    server.verify(5, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
  void aDroppedConnectionIsTriedAgain(Fault fault) {
    onceThenNoReleases(aResponse().withFault(fault));

    assertThat(host().releases()).isEmpty();
  }

  @Test
  void githubApiRepeatsNothingOnItsOwn() {
    everything(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    FaultyTransport counting = FaultyTransport.sound();

    Problem problem =
        problem(() -> connect(counting, Optional.empty()).pullRequests("acme/tidy").open());

    assertThat(problem.kind()).isEqualTo(Kind.REMOTE);
    assertThat(counting.count()).isEqualTo(5);
  }

  @Test
  void anUnreachableApiIsAFailureThatNamesIt() {
    String address = server.baseUrl();
    server.stop();

    assertThat(problem(() -> host().latest()).summary()).contains(address);
    assertThat(problem(() -> pulls().open()).summary()).contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://user:password@github.test", "github.test", "mailto:a@b"})
  void anAddressThatIsNoneIsRefusedWithoutShowingIt(String address) {
    HttpTransport transport = HttpTransport.overSockets();

    Problem problem =
        problem(() ->
            GitHub.connect(URI.create(address), transport, Optional.empty(), pauses.policy()));

    assertThat(problem.kind()).isEqualTo(Kind.INPUT);
    assertThat(problem.text()).doesNotContain("password");
  }

  @Test
  void aPageInPlaceOfAnAnswerIsAFailure() {
    everything(
        aResponse().withStatus(200).withHeader("Content-Type", "text/html").withBody("<html>"));

    assertThat(problem(() -> host().releases()).summary()).contains("malformed JSON");
    assertThat(problem(() -> host().createDraft(text())).kind()).isEqualTo(Kind.REMOTE);
    assertThat(problem(() -> pulls().open()).kind()).isEqualTo(Kind.REMOTE);
  }

  @Test
  void aRepositoryThatMovedIsNotFollowed() {
    everything(aResponse().withStatus(301).withHeader("Location", "/repositories/1/releases"));

    assertThat(problem(() -> host().releases()).text())
        .isEqualTo(
            "The repository acme/tidy has moved on GitHub\nGive its new name in release.yaml.");
    assertThat(problem(() -> pulls().open()).kind()).isEqualTo(Kind.INPUT);
  }

  @Test
  void aDraftThatWasCreatedInSpiteOfTheAnswerIsFound() {
    server.stubFor(post(urlEqualTo(RELEASES)).willReturn(aResponse().withStatus(502)));
    noReleasesAtFirst("[" + draft(9, "v1.2.3", "") + "," + draft(8, "v1.2.3", "") + "]");

    // Of two the older one stays; the first list came too early to show them.
    assertThat(host().createDraft(text()).id()).isEqualTo(8);
    server.verify(1, postRequestedFor(urlEqualTo(RELEASES)));
    server.verify(2, getRequestedFor(urlPathEqualTo(RELEASES)));
  }

  @Test
  void aListThatLagsBehindIsReadAgain() {
    server.stubFor(
        post(urlEqualTo(RELEASES))
            .willReturn(aResponse().withStatus(201).withBody(draft(8, "v1.2.3", ""))));
    noReleasesAtFirst("[" + draft(8, "v1.2.3", "") + "]");
    ReleaseHost host = host();
    host.createDraft(text());

    assertThat(host.releases()).hasSize(1);
    assertThat(pauses.taken()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void everyPageIsReadButNoneFromAnotherAddress() {
    server.stubFor(
        get(urlEqualTo(RELEASES + "?per_page=100"))
            .willReturn(
                aResponse()
                    .withHeader(
                        "Link", "<" + server.baseUrl() + RELEASES + "?page=2>; rel=\"next\"")
                    .withBody("[" + draft(8, "v1.2.3", "") + "]")));
    server.stubFor(
        get(urlEqualTo(RELEASES + "?page=2"))
            .willReturn(
                aResponse()
                    .withHeader("Link", "<http://localhost:1/x>; rel=\"next\"")
                    .withBody("[]")));

    assertThat(problem(() -> host().releases()).summary()).contains("sent us on to localhost:1");
    server.verify(1, getRequestedFor(urlEqualTo(RELEASES + "?page=2")));
  }

  @Test
  void whatABrokenUploadLeftIsReplaced(@TempDir Path folder) throws IOException {
    Artifact artifact = GitHubContract.artifact(folder, "a.txt", "bytes");
    server.stubFor(
        get(urlPathEqualTo(RELEASES))
            .willReturn(aResponse().withBody("[" + draft(8, "v1.2.3", "") + "]")));
    server.stubFor(
        post(urlPathEqualTo("/upload"))
            .inScenario("upload")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(
                aResponse()
                    .withStatus(422)
                    .withBody(
                        """
                        {"message": "Validation Failed", "errors": [
                          {"resource": "ReleaseAsset", "code": "already_exists"}]}\
                        """))
            .willSetStateTo("in the way"));
    server.stubFor(
        get(urlPathEqualTo(RELEASES + "/8/assets"))
            .inScenario("upload")
            .whenScenarioStateIs("in the way")
            .willReturn(aResponse().withBody("[" + asset("starter", artifact) + "]")));
    server.stubFor(
        delete(anyUrl())
            .inScenario("upload")
            .willReturn(aResponse().withStatus(204))
            .willSetStateTo("gone"));
    server.stubFor(
        get(urlPathEqualTo(RELEASES + "/8/assets"))
            .inScenario("upload")
            .whenScenarioStateIs("gone")
            .willReturn(aResponse().withBody("[]")));
    server.stubFor(
        post(urlPathEqualTo("/upload"))
            .inScenario("upload")
            .whenScenarioStateIs("gone")
            .willReturn(aResponse().withStatus(201).withBody(asset("uploaded", artifact))));
    ReleaseHost host = host();
    Release draft = host.releases().getFirst();

    assertThat(host.upload(draft.id(), artifact).uploaded()).isTrue();

    server.verify(1, deleteRequestedFor(urlEqualTo(RELEASES + "/assets/5")));
    server.verify(
        2,
        postRequestedFor(urlEqualTo("/upload?name=a.txt"))
            .withHeader("Content-Length", equalTo("5"))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
  }

  @Test
  void aReleaseMayBeImmutable() {
    server.stubFor(
        get(urlPathEqualTo(RELEASES))
            .willReturn(
                aResponse()
                    .withBody(
                        "["
                            + draft(8, "v1.2.3", "\"immutable\": true,")
                                .replace("\"draft\": true", "\"draft\": false")
                            + "]")));

    assertThat(host().releases().getFirst().state()).isEqualTo(Release.State.IMMUTABLE);
  }

  @Test
  void aDownloadElsewhereGetsNoToken(@TempDir Path folder) throws IOException {
    Artifact artifact = GitHubContract.artifact(folder, "a.txt", "bytes");
    HttpTransport sockets = HttpTransport.overSockets();
    server.stubFor(
        get(urlEqualTo(RELEASES + "/assets/5"))
            .willReturn(
                aResponse().withStatus(302).withHeader("Location", "https://storage.test/a")));
    ReleaseHost host =
        connect(
                request -> {
                  if (!request.uri().getHost().equals("storage.test")) {
                    return sockets.send(request);
                  }
                  assertThat(request.headers().firstValue("Authorization")).isEmpty();
                  throw new IOException("storage was asked without the token");
                },
                Optional.of(Secret.of(TOKEN)))
            .releases("acme/tidy");

    Problem problem =
        problem(() ->
            host.download(
                new ReleaseAsset(5, "a.txt", 5, true, Optional.of(artifact.digest())),
                folder.resolve("copy")));

    assertThat(problem.detail()).isEqualTo("storage was asked without the token");
    assertThat(folder.resolve("copy")).doesNotExist();
  }

  private ReleaseHost host() {
    return gitHub.releases("acme/tidy");
  }

  private PullRequests pulls() {
    return gitHub.pullRequests("acme/tidy");
  }

  private GitHub connect(HttpTransport transport, Optional<Secret> token) {
    return GitHub.connect(URI.create(server.baseUrl()), transport, token, pauses.policy());
  }

  private static ReleaseText text() {
    return new ReleaseText("v1.2.3", "main", "1.2.3", "notes", false);
  }

  private static Problem problem(Runnable call) {
    ReleaseException thrown = catchThrowableOfType(ReleaseException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }

  private static ResponseDefinitionBuilder answer(int status, String message) {
    return aResponse().withStatus(status).withBody("{\"message\": \"" + message + "\"}");
  }

  private static String reset(String time) {
    return Long.toString(Instant.parse(time).getEpochSecond());
  }

  private void everything(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  private void onceThenNoReleases(ResponseDefinitionBuilder answer) {
    inTurn(answer, aResponse().withBody("[]"));
  }

  private void noReleasesAtFirst(String releases) {
    inTurn(aResponse().withBody("[]"), aResponse().withBody(releases));
  }

  private void inTurn(ResponseDefinitionBuilder first, ResponseDefinitionBuilder second) {
    server.stubFor(
        get(urlPathEqualTo(RELEASES))
            .inScenario("list")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(first)
            .willSetStateTo("later"));
    server.stubFor(
        get(urlPathEqualTo(RELEASES))
            .inScenario("list")
            .whenScenarioStateIs("later")
            .willReturn(second));
  }

  private String draft(long id, String tag, String more) {
    return """
    {"id": %d, "tag_name": "%s", "name": "1.2.3", "body": "notes", "draft": true, %s
     "prerelease": false, "target_commitish": "main", "assets": [],
     "upload_url": "%s/upload{?name,label}", "html_url": "%s/page"}\
    """
        .formatted(id, tag, more, server.baseUrl(), server.baseUrl());
  }

  private static String asset(String state, Artifact artifact) {
    return """
    {"id": 5, "name": "%s", "size": %d, "state": "%s", "digest": "%s"}\
    """
        .formatted(artifact.name(), artifact.size(), state, artifact.digest());
  }
}
