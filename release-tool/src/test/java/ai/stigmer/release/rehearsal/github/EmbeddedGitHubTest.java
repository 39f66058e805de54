package ai.stigmer.release.rehearsal.github;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.rehearsal.RecordedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedGitHubTest {

  private static final String COMMIT = "1111111111111111111111111111111111111111";
  private static final String WRITER = "writes";
  private static final String READER = "reads";

  private final HttpTransport transport = HttpTransport.overSockets();
  private final InMemoryGit git = new InMemoryGit().withBranch("main", COMMIT);

  @TempDir private Path folder;
  private EmbeddedGitHub gitHub;

  @BeforeEach
  void start() {
    gitHub = started();
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void aDraftIsInvisibleByTagAsLatestAndToOthers() throws IOException {
    long draft = json(post("releases", WRITER, draft("v1.0.0"))).number("id");

    assertThat(status("GET", "releases/tags/v1.0.0", WRITER)).isEqualTo(404);
    assertThat(status("GET", "releases/latest", WRITER)).isEqualTo(404);
    assertThat(status("GET", "releases/" + draft, READER)).isEqualTo(404);
    assertThat(json(ask("GET", "releases", "", Map.of())).elements()).isEmpty();
    assertThat(json(ask("GET", "releases", WRITER, Map.of())).elements()).hasSize(1);
  }

  @Test
  void writingNeedsAKnownTokenWithTheRight() throws IOException {
    assertThat(post("releases", "", draft("v1.0.0")).statusCode()).isEqualTo(401);
    assertThat(post("releases", "stranger", draft("v1.0.0")).statusCode()).isEqualTo(401);
    assertThat(post("releases", READER, draft("v1.0.0")).statusCode()).isEqualTo(403);
    assertThat(status("GET", "releases", "stranger")).isEqualTo(401);
  }

  @Test
  void invalidReleasesAreRefusedWithTheDocumentedCodes() throws IOException {
    HttpResponse<InputStream> missing = post("releases", WRITER, Map.of("name", "x"));
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(json(missing).get("errors").elements().getFirst().text("code"))
        .isEqualTo("missing_field");

    post("releases", WRITER, Map.of("tag_name", "v1.0.0"));
    HttpResponse<InputStream> again = post("releases", WRITER, Map.of("tag_name", "v1.0.0"));

    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(json(again).get("errors").elements().getFirst().text("code"))
        .isEqualTo("already_exists");
  }

  @Test
  void aPublishedAssetIsPublicAndADraftsIsNot() throws IOException {
    String draft = json(post("releases", WRITER, draft("v1.0.0"))).get("id").toString();
    Json asset = json(upload(draft, "a.txt", "bytes"));
    String address = gitHub.serverUri() + "/acme/tidy/releases/download/v1.0.0/a.txt";

    assertThat(asset.text("state")).isEqualTo("uploaded");
    assertThat(asset.text("digest"))
        .isEqualTo(Digest.ofBytes("bytes".getBytes(StandardCharsets.UTF_8)).toString());
    assertThat(get(address).statusCode()).isEqualTo(404);

    ask("PATCH", "releases/" + draft, WRITER, Map.of("draft", false));

    HttpResponse<InputStream> redirect = get(address);
    assertThat(redirect.statusCode()).isEqualTo(302);
    String storage = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(Bodies.read(get(storage), 100)).asString().isEqualTo("bytes");
    assertThat(get(storage.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(403);
    assertThat(git.tag("v1.0.0")).map(GitFacts.GitObject::name).contains(COMMIT);
  }

  @Test
  void anUploadThatBreaksLeavesAStarterInTheWay() throws IOException {
    String draft = json(post("releases", WRITER, draft("v1.0.0"))).get("id").toString();
    var embedded =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), gitHub.serverUri().getPort());
    try (var socket = new Socket()) {
      socket.connect(embedded);
      String request =
          "POST /api/uploads/repos/acme/tidy/releases/"
              + draft
              + "/assets?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + WRITER
              + "\r\nContent-Length: 10\r\n\r\nhalf";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }

    Json starter = json(ask("GET", "releases/" + draft, WRITER, Map.of())).get("assets");
    HttpResponse<InputStream> again = upload(draft, "a.txt", "bytes");

    assertThat(starter.elements().getFirst().text("state")).isEqualTo("starter");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(json(again).get("errors").elements().getFirst().text("code"))
        .isEqualTo("already_exists");
    String id = starter.elements().getFirst().get("id").toString();
    assertThat(status("DELETE", "releases/assets/" + id, WRITER)).isEqualTo(204);
    assertThat(upload(draft, "a.txt", "bytes").statusCode()).isEqualTo(201);
  }

  @Test
  void anImmutableReleaseKeepsItsAssets() throws IOException {
    gitHub.addRepository("acme/stone", git, true);
    gitHub.allow(WRITER, "acme/stone", Set.of(TokenRight.CONTENTS));
    URI releases = URI.create(gitHub.apiUri() + "/repos/acme/stone/releases");
    Json published = json(send("POST", releases, WRITER, Json.write(Map.of("tag_name", "v2.0.0"))));
    URI assets = URI.create(published.text("upload_url").replaceFirst("\\{.*", "?name=a.txt"));

    HttpResponse<InputStream> refused = send("POST", assets, WRITER, new byte[] {1});

    assertThat(published.get("immutable").truth()).isTrue();
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).text("message"))
        .isEqualTo("Cannot upload assets to an immutable release.");
  }

  @Test
  void listsComeInPagesThatNameTheNext() throws IOException {
    for (int patch : IntStream.range(0, 5).toArray()) {
      post("releases", WRITER, draft("v1.0." + patch));
    }

    HttpResponse<InputStream> page = ask("GET", "releases?per_page=2&page=2", WRITER, Map.of());

    assertThat(page.headers().firstValue("Link").orElseThrow())
        .contains("releases?per_page=2&page=3>; rel=\"next\"", "page=3>; rel=\"last\"", "prev");
    assertThat(json(page).elements())
        .extracting(found -> found.text("tag_name"))
        .containsExactly("v1.0.2", "v1.0.1");
  }

  @Test
  void aRestartOnTheSameFolderContinues() throws IOException {
    String draft = json(post("releases", WRITER, draft("v1.0.0"))).get("id").toString();
    upload(draft, "a.txt", "bytes");
    String before = json(ask("GET", "releases", WRITER, Map.of())).toString();
    int port = gitHub.serverUri().getPort();
    gitHub.close();

    gitHub = started();

    assertThat(
            json(ask("GET", "releases", WRITER, Map.of()))
                .toString()
                .replace(":" + gitHub.serverUri().getPort(), ":" + port))
        .isEqualTo(before);
    assertThat(folder.resolve("acme/tidy/state.json")).content().contains("\"v1.0.0\"");
  }

  @Test
  void aPullRequestNeedsABranchWithCommitsOfItsOwn() throws IOException {
    git.withBranch("same", COMMIT);

    assertThat(Bodies.read(post("pulls", WRITER, pull("nowhere")), 1000))
        .asString()
        .contains("\"field\":\"head\"");
    assertThat(Bodies.read(post("pulls", WRITER, pull("same")), 1000))
        .asString()
        .contains("No commits between main and same");
  }

  @Test
  void everyRequestIsRecorded() throws IOException {
    String draft = json(post("releases", WRITER, draft("v1.0.0"))).get("id").toString();
    upload(draft, "a.txt", "bytes");

    assertThat(gitHub.requests())
        .last()
        .isEqualTo(
            new RecordedRequest(
                "POST",
                "/api/uploads/repos/acme/tidy/releases/" + draft + "/assets?name=a.txt",
                201,
                5));
  }

  private EmbeddedGitHub started() {
    EmbeddedGitHub started = EmbeddedGitHub.start(folder);
    started.addRepository("acme/tidy", git, false);
    started.allow(WRITER, "acme/tidy", Set.of(TokenRight.values()));
    started.allow(READER, "acme/tidy", Set.of());
    return started;
  }

  private static Map<String, Object> draft(String tag) {
    return Map.of("tag_name", tag, "draft", true);
  }

  private static Map<String, Object> pull(String branch) {
    return Map.of("title", "title", "head", branch, "base", "main");
  }

  private HttpResponse<InputStream> post(String path, String token, Map<String, Object> fields)
      throws IOException {
    return ask("POST", path, token, fields);
  }

  private HttpResponse<InputStream> upload(String release, String name, String content)
      throws IOException {
    return send(
        "POST",
        URI.create(
            gitHub.serverUri()
                + "/api/uploads/repos/acme/tidy/releases/"
                + release
                + "/assets?name="
                + name),
        WRITER,
        content.getBytes(StandardCharsets.UTF_8));
  }

  private int status(String method, String path, String token) throws IOException {
    return ask(method, path, token, Map.of()).statusCode();
  }

  private HttpResponse<InputStream> get(String address) throws IOException {
    return send("GET", URI.create(address), "", new byte[0]);
  }

  private HttpResponse<InputStream> ask(
      String method, String path, String token, Map<String, Object> fields) throws IOException {
    return send(
        method,
        URI.create(gitHub.apiUri() + "/repos/acme/tidy/" + path),
        token,
        fields.isEmpty() ? new byte[0] : Json.write(fields));
  }

  private HttpResponse<InputStream> send(String method, URI uri, String token, byte[] body)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return transport.send(
        request
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build());
  }

  private static Json json(HttpResponse<InputStream> response) throws IOException {
    return Json.parse(Bodies.read(response, Bodies.JSON_LIMIT), "the embedded GitHub");
  }
}
