package ai.stigmer.release.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A client of a GitHub whose single answers a test writes itself.
abstract class StubbedGitHub {

  static final String REPOSITORY = "/repos/acme/tidy";
  static final String RELEASES = REPOSITORY + "/releases";
  static final String TOKEN = "ghs_secret";

  final RecordedPauses pauses = new RecordedPauses();
  WireMockServer server;
  GitHub gitHub;

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

  ReleaseHost host() {
    return gitHub.releases("acme/tidy");
  }

  PullRequests pulls() {
    return gitHub.pullRequests("acme/tidy");
  }

  GitHub connect(HttpTransport transport, Optional<Secret> token) {
    return GitHub.connect(URI.create(server.baseUrl()), transport, token, pauses.policy());
  }

  static ReleaseText text() {
    return new ReleaseText("v1.2.3", "main", "1.2.3", "notes", false);
  }

  static Problem problem(Runnable call) {
    ReleaseException thrown = catchThrowableOfType(ReleaseException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }

  static ResponseDefinitionBuilder answer(int status, String message) {
    return aResponse().withStatus(status).withBody("{\"message\": \"" + message + "\"}");
  }

  static String reset(String time) {
    return Long.toString(Instant.parse(time).getEpochSecond());
  }

  void everything(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  void onceThenNoReleases(ResponseDefinitionBuilder answer) {
    inTurn(answer, aResponse().withBody("[]"));
  }

  void noReleasesAtFirst(String releases) {
    inTurn(aResponse().withBody("[]"), aResponse().withBody(releases));
  }

  void inTurn(ResponseDefinitionBuilder first, ResponseDefinitionBuilder second) {
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

  String draft(long id, String tag, String more) {
    return """
    {"id": %d, "tag_name": "%s", "name": "1.2.3", "body": "notes", "draft": true, %s
     "prerelease": false, "target_commitish": "main", "assets": [],
     "upload_url": "%s/upload{?name,label}", "html_url": "%s/page"}\
    """
        .formatted(id, tag, more, server.baseUrl(), server.baseUrl());
  }

  static String asset(String state, Artifact artifact) {
    return """
    {"id": 5, "name": "%s", "size": %d, "state": "%s", "digest": "%s"}\
    """
        .formatted(artifact.name(), artifact.size(), state, artifact.digest());
  }
}
