package ai.stigmer.release.rehearsal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the embedded registry does beyond the contract that our client needs.
class EmbeddedRegistryTest {

  private static final String BLOB = "hello";
  private static final Digest DIGEST = Digest.ofBytes(BLOB.getBytes(UTF_8));
  private static final String CONFIG =
      "\"config\":{\"mediaType\":\"x/config\",\"digest\":\"" + DIGEST + "\",\"size\":5}";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private EmbeddedRegistry registry;

  @BeforeEach
  void start() {
    registry = EmbeddedRegistry.start(folder, 0, Optional.empty());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aBlobMayComeInChunks() throws Exception {
    String session = location(send("POST", "/v2/me/it/blobs/uploads/", ""));
    assertThat(chunk(session, "0-2", "hel").statusCode()).isEqualTo(202);
    assertThat(chunk(session, "0-1", "lo").statusCode()).isEqualTo(416);
    assertThat(chunk(session, "3-4", "lo").headers().firstValue("Range")).contains("0-4");
    assertThat(send("PUT", session + "?digest=" + DIGEST, "").statusCode()).isEqualTo(201);
    assertThat(send("GET", "/v2/me/it/blobs/" + DIGEST, "").body()).isEqualTo(BLOB);
    assertThat(send("GET", "/v2/me/other/blobs/" + DIGEST, "").statusCode()).isEqualTo(404);
  }

  @Test
  void anUploadMayBeCancelledAndEndsWithAWrongDigest() throws Exception {
    String cancelled = location(send("POST", "/v2/me/it/blobs/uploads/", ""));
    assertThat(send("DELETE", cancelled, "").statusCode()).isEqualTo(204);
    assertThat(send("PUT", cancelled + "?digest=" + DIGEST, BLOB).body())
        .contains("BLOB_UPLOAD_UNKNOWN");
    String wrong = location(send("POST", "/v2/me/it/blobs/uploads/", ""));
    assertThat(send("PUT", wrong + "?digest=" + DIGEST, "other").body()).contains("DIGEST_INVALID");
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1     | {}                                        | MANIFEST_INVALID",
        "v1     | {\"mediaType\":\"x/other\"}               | MANIFEST_INVALID",
        "v1     | [                                         | MANIFEST_INVALID",
        "-v1    | {\"mediaType\":\"x/y\"}                   | TAG_INVALID",
        "sha256:0000000000000000000000000000000000000000000000000000000000000000"
            + "| {\"mediaType\":\"x/y\"}                   | DIGEST_INVALID",
        "v1     | {\"layers\":[{\"digest\":\"sha256:00\"}]} | MANIFEST_BLOB_UNKNOWN",
      })
  void aBadManifestIsRefused(String reference, String content, String code) throws Exception {
    String mediaType = content.equals("{}") ? "" : "x/y";
    assertThat(manifest(reference, mediaType, content).body()).contains(code);
    assertThat(send("GET", "/v2/me/it/tags/list", "").body()).contains("NAME_UNKNOWN");
  }

  @Test
  void referrersAreListedAndFilteredByTheirType() throws Exception {
    pushBlob();
    String image = "{\"mediaType\":\"" + MediaType.MANIFEST + "\"," + CONFIG + "}";
    manifest("v1", MediaType.MANIFEST, image);
    Digest subject = Digest.ofBytes(image.getBytes(UTF_8));
    String referrer =
        "{\"artifactType\":\"x/sbom\",\"annotations\":{\"a\":\"b\"},\"subject\":{\"digest\":\""
            + subject
            + "\"},"
            + CONFIG
            + "}";
    Digest digest = Digest.ofBytes(referrer.getBytes(UTF_8));
    assertThat(
            manifest(digest.toString(), MediaType.MANIFEST, referrer)
                .headers()
                .firstValue("OCI-Subject"))
        .contains(subject.toString());
    Json all = Json.parse(send("GET", "/v2/me/it/referrers/" + subject, "").body(), "test");
    assertThat(all.get("manifests").elements())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.text("digest")).isEqualTo(digest.toString());
          assertThat(entry.text("artifactType")).isEqualTo("x/sbom");
          assertThat(entry.get("annotations").texts()).containsEntry("a", "b");
        });
    HttpResponse<String> none =
        send("GET", "/v2/me/it/referrers/" + subject + "?artifactType=x/other", "");
    assertThat(none.headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
    assertThat(Json.parse(none.body(), "test").get("manifests").elements()).isEmpty();
  }

  @Test
  void tagsComeInPages() throws Exception {
    pushBlob();
    for (String tag : new String[] {"c", "a", "b"}) {
      manifest(tag, MediaType.MANIFEST, "{" + CONFIG + "}");
    }
    HttpResponse<String> page = send("GET", "/v2/me/it/tags/list?n=2", "");
    assertThat(page.body()).isEqualTo("{\"name\":\"me/it\",\"tags\":[\"a\",\"b\"]}");
    assertThat(page.headers().firstValue("Link"))
        .contains("</v2/me/it/tags/list?last=b&n=2>; rel=\"next\"");
    HttpResponse<String> rest = send("GET", "/v2/me/it/tags/list?last=b&n=2", "");
    assertThat(rest.body()).contains("[\"c\"]");
    assertThat(rest.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void aManifestIsDeletedWithItsTagsAndATagAlone() throws Exception {
    pushBlob();
    String content = "{" + CONFIG + "}";
    manifest("v1", MediaType.MANIFEST, content);
    manifest("v2", MediaType.MANIFEST, content);
    assertThat(send("DELETE", "/v2/me/it/manifests/v1", "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/me/it/tags/list", "").body()).contains("[\"v2\"]");
    String digest = Digest.ofBytes(content.getBytes(UTF_8)).toString();
    assertThat(send("DELETE", "/v2/me/it/manifests/" + digest, "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/me/it/manifests/v2", "").body()).contains("MANIFEST_UNKNOWN");
    assertThat(send("GET", "/v2/me/it/tags/list", "").body()).contains("[]");
  }

  @Test
  void aRegistryStartedAgainHasItsContent() throws Exception {
    pushBlob();
    String content = "{" + CONFIG + "}";
    manifest("v1", MediaType.MANIFEST, content);
    registry.close();
    start();
    HttpResponse<String> read = send("GET", "/v2/me/it/manifests/v1", "");
    assertThat(read.body()).isEqualTo(content);
    assertThat(read.headers().firstValue("Content-Type")).contains(MediaType.MANIFEST);
    assertThat(folder.resolve("repositories/me/it/_tags/v1"))
        .hasContent(Digest.ofBytes(content.getBytes(UTF_8)).toString());
    assertThat(folder.resolve("blobs/sha256/" + DIGEST.hex())).hasContent(BLOB);
  }

  @Test
  void everyRequestIsRecordedWithWhatItSent() throws Exception {
    send("HEAD", "/v2/me/it/blobs/" + DIGEST, "");
    send("POST", "/v2/me/it/blobs/uploads/?digest=" + DIGEST, BLOB);
    assertThat(registry.requests())
        .containsExactly(
            new RecordedRequest("HEAD", "/v2/me/it/blobs/" + DIGEST, 404, 0),
            new RecordedRequest("POST", "/v2/me/it/blobs/uploads/?digest=" + DIGEST, 201, 5));
    assertThat(registry.requests())
        .extracting(RecordedRequest::isWrite)
        .containsExactly(false, true);
  }

  @Test
  void aNameThatLeavesTheFolderIsRefused() throws Exception {
    assertThat(send("GET", "/v2/..%2f..%2fme/tags/list", "").body()).contains("NAME_INVALID");
    assertThat(
            send("POST", "/v2/me/it/blobs/uploads/?mount=" + DIGEST + "&from=../../me", "")
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int port = URI.create("http://" + registry.address()).getPort();
    assertThatThrownBy(() -> EmbeddedRegistry.start(folder, port, Optional.empty()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @Test
  void aStorageThatFailsIsAnAnswerAndNotAHangingRequest() throws Exception {
    Files.delete(folder.resolve("uploads"));
    assertThat(send("POST", "/v2/me/it/blobs/uploads/", "").statusCode()).isEqualTo(500);
  }

  private void pushBlob() throws Exception {
    assertThat(send("POST", "/v2/me/it/blobs/uploads/?digest=" + DIGEST, BLOB).statusCode())
        .isEqualTo(201);
  }

  private HttpResponse<String> manifest(String reference, String mediaType, String content)
      throws IOException, InterruptedException {
    return send("PUT", "/v2/me/it/manifests/" + reference, content, "Content-Type", mediaType);
  }

  private HttpResponse<String> chunk(String session, String range, String content)
      throws IOException, InterruptedException {
    return send("PATCH", session, content, "Content-Range", range);
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry.address() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
