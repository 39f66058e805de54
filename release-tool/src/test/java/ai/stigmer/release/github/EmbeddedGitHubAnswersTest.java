package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.rehearsal.github.EmbeddedGitHub;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every answer that the embedded GitHub can give, beside GitHub's own description of it. What is
/// left out is in the golden file, and nothing else; no client of ours reads it.
class EmbeddedGitHubAnswersTest {

  private static final byte[] NOTHING = {};

  @TempDir private Path folder;
  private final DocumentedTransport transport =
      new DocumentedTransport(HttpTransport.overSockets());
  private EmbeddedGitHub gitHub;

  @BeforeEach
  void start() {
    gitHub = EmbeddedGitHubContractTest.start(folder);
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void everyAnswerIsAsGitHubDescribesIt() throws IOException {
    releases();
    assets();
    git();
    pullRequests();

    Golden.assertMatches(
        EmbeddedGitHubAnswersTest.class,
        "departures.txt",
        String.join("\n", transport.departures()) + "\n");
    // A rename ends a client with a redirect, the rest is nothing that such a request meets.
    assertThat(transport.unmet())
        .containsExactly(
            "GET /branches/{branch} 301",
            "GET /git/ref/{ref} 409",
            "GET /git/tags/{tag_sha} 409",
            "GET /issues/{issue_number}/comments 410",
            "GET /pulls 304",
            "GET /pulls 422",
            "GET /pulls/{pull_number} 304",
            "GET /pulls/{pull_number} 406",
            "GET /pulls/{pull_number} 500",
            "GET /pulls/{pull_number} 503",
            "GET /releases 404",
            "PATCH /pulls/{pull_number} 403",
            "POST /issues/{issue_number}/comments 403",
            "POST /issues/{issue_number}/comments 410",
            "POST /pulls 403",
            "POST /releases 404",
            "PUT /pulls/{pull_number}/merge 403",
            "PUT /pulls/{pull_number}/merge 409",
            "PUT /pulls/{pull_number}/merge 422");
  }

  private void releases() throws IOException {
    Map<String, Object> draft =
        Map.of("tag_name", "v1.0.0", "target_commitish", ReleaseHostContract.MAIN, "draft", true);
    Json created = json(ask("POST", "/releases", draft));
    String path = "/releases/" + created.number("id");
    assertThat(status("POST", "/releases", Map.of())).isEqualTo(422);
    assertThat(status("GET", "/releases/latest", Map.of())).isEqualTo(404);
    assertThat(status("GET", "/releases/tags/v1.0.0", Map.of())).isEqualTo(404);
    assertThat(status("PATCH", path, Map.of("draft", false))).isEqualTo(200);
    assertThat(status("POST", "/releases", Map.of("tag_name", "v1.0.0"))).isEqualTo(422);
    for (String found : List.of("/releases", "/releases/latest", "/releases/tags/v1.0.0", path)) {
      assertThat(status("GET", found, Map.of())).isEqualTo(200);
    }
    Json doomed = json(ask("POST", "/releases", draft));
    String gone = "/releases/" + doomed.number("id");
    assertThat(status("DELETE", gone, Map.of())).isEqualTo(204);
    assertThat(status("DELETE", gone, Map.of())).isEqualTo(404);
    assertThat(status("PATCH", gone, Map.of("name", "x"))).isEqualTo(404);
    assertThat(send("GET", gitHub.apiUri() + repository(path), "unknown", NOTHING).statusCode())
        .isEqualTo(401);
  }

  private void assets() throws IOException {
    Json draft = json(ask("POST", "/releases", Map.of("tag_name", "v1.1.0", "draft", true)));
    String upload = draft.text("upload_url").replaceFirst("\\{.*", "?name=a.txt");
    byte[] content = "bytes".getBytes(StandardCharsets.UTF_8);
    Json asset = json(send("POST", upload, EmbeddedGitHubContractTest.TOKEN, content));
    assertThat(send("POST", upload, EmbeddedGitHubContractTest.TOKEN, content).statusCode())
        .isEqualTo(422);
    String path = "/releases/assets/" + asset.number("id");
    assertThat(status("GET", "/releases/" + draft.number("id") + "/assets", Map.of()))
        .isEqualTo(200);
    assertThat(status("GET", "/releases/" + draft.number("id"), Map.of())).isEqualTo(200);
    assertThat(status("GET", path, Map.of())).isEqualTo(200);
    HttpRequest octets =
        HttpRequest.newBuilder(URI.create(gitHub.apiUri() + repository(path)))
            .header("Authorization", "Bearer " + EmbeddedGitHubContractTest.TOKEN)
            .header("Accept", "application/octet-stream")
            .build();
    assertThat(transport.send(octets).statusCode()).isEqualTo(302);
    assertThat(status("DELETE", path, Map.of())).isEqualTo(204);
    assertThat(status("DELETE", path, Map.of())).isEqualTo(404);
    assertThat(status("GET", path, Map.of())).isEqualTo(404);
  }

  private void git() throws IOException {
    Json reference = json(ask("GET", "/git/ref/tags/v0.1.0", Map.of()));
    String tag = "/git/tags/" + reference.get("object").text("sha");
    for (String found : List.of("/git/ref/heads/main", tag, "/branches/main")) {
      assertThat(status("GET", found, Map.of())).isEqualTo(200);
    }
    for (String absent :
        List.of("/git/ref/tags/none", "/git/tags/" + ReleaseHostContract.MAIN, "/branches/none")) {
      assertThat(status("GET", absent, Map.of())).isEqualTo(404);
    }
  }

  private void pullRequests() throws IOException {
    Map<String, Object> pull =
        Map.of(
            "title", "title", "head", PullRequestsContract.BRANCH, "base", "main", "body", "body");
    String path = "/pulls/" + json(ask("POST", "/pulls", pull)).number("number");
    String comments = path.replace("pulls", "issues") + "/comments";
    assertThat(status("POST", "/pulls", pull)).isEqualTo(422);
    assertThat(status("POST", comments, Map.of("body", "a word"))).isEqualTo(201);
    assertThat(status("POST", comments, Map.of())).isEqualTo(422);
    assertThat(status("PATCH", path, Map.of("title", "another"))).isEqualTo(200);
    for (String found : List.of("/pulls", path, comments)) {
      assertThat(status("GET", found, Map.of())).isEqualTo(200);
    }
    assertThat(status("PUT", path + "/merge", Map.of())).isEqualTo(200);
    assertThat(status("PUT", path + "/merge", Map.of())).isEqualTo(405);
    assertThat(status("PATCH", path, Map.of("state", "open"))).isEqualTo(422);
    assertThat(status("GET", path, Map.of())).isEqualTo(200);
    assertThat(status("PUT", "/pulls/999/merge", Map.of())).isEqualTo(404);
    assertThat(status("GET", "/pulls/999", Map.of())).isEqualTo(404);
    assertThat(status("GET", "/issues/999/comments", Map.of())).isEqualTo(404);
    assertThat(status("POST", "/issues/999/comments", Map.of("body", "a word"))).isEqualTo(404);
  }

  private int status(String method, String path, Map<String, ?> fields) throws IOException {
    return ask(method, path, fields).statusCode();
  }

  private HttpResponse<InputStream> ask(String method, String path, Map<String, ?> fields)
      throws IOException {
    return send(
        method,
        gitHub.apiUri() + repository(path),
        EmbeddedGitHubContractTest.TOKEN,
        method.equals("GET") ? NOTHING : Json.write(fields));
  }

  private HttpResponse<InputStream> send(String method, String address, String token, byte[] body)
      throws IOException {
    return transport.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofByteArray(body))
            .build());
  }

  private static String repository(String path) {
    return "/repos/" + EmbeddedGitHubContractTest.REPOSITORY + path;
  }

  private static Json json(HttpResponse<InputStream> response) throws IOException {
    return Json.parse(Bodies.read(response, Bodies.JSON_LIMIT), "the embedded GitHub");
  }
}
