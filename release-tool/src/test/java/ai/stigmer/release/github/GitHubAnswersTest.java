package ai.stigmer.release.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.secret.Secret;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers of GitHub that mean something else than they say.
class GitHubAnswersTest extends StubbedGitHub {

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
    Artifact artifact = ReleaseHostContract.artifact(folder, "a.txt", "bytes");
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
    Artifact artifact = ReleaseHostContract.artifact(folder, "a.txt", "bytes");
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
}
