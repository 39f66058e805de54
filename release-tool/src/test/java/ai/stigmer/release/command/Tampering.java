package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.GitFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What persons, other runs and accidents do to a world between two runs of the tool.
record Tampering(TestWorld world) {

  /// Merges a pull request of the tap, as a person would.
  void merge(long number) {
    ask("PUT", TestWorld.TAP_TOKEN, "/repos/" + TestWorld.TAP + "/pulls/" + number + "/merge", "");
  }

  /// Creates a draft, whatever drafts there are: what a second run may do at the same time.
  void createDraft(String tag) {
    ask(
        "POST",
        TestWorld.GITHUB_TOKEN,
        "/repos/" + TestWorld.REPOSITORY + "/releases",
        "{\"tag_name\": \"" + tag + "\", \"draft\": true}");
  }

  /// Creates a draft with notes, as a person would in GitHub's form.
  void createDraft(String tag, String notes) {
    ask(
        "POST",
        TestWorld.GITHUB_TOKEN,
        "/repos/" + TestWorld.REPOSITORY + "/releases",
        "{\"tag_name\": \"" + tag + "\", \"draft\": true, \"body\": \"" + notes + "\"}");
  }

  /// Deletes a release, published or not, as a person would.
  void deleteRelease(long id) {
    ask("DELETE", TestWorld.GITHUB_TOKEN, "/repos/" + TestWorld.REPOSITORY + "/releases/" + id, "");
  }

  /// Gives a release another title, as a person would.
  void entitle(long id, String title) {
    ask(
        "PATCH",
        TestWorld.GITHUB_TOKEN,
        "/repos/" + TestWorld.REPOSITORY + "/releases/" + id,
        "{\"name\": \"" + title + "\"}");
  }

  /// Sets or takes away the tick that makes a release a pre-release, as a person would.
  void flag(long id, boolean preRelease) {
    ask(
        "PATCH",
        TestWorld.GITHUB_TOKEN,
        "/repos/" + TestWorld.REPOSITORY + "/releases/" + id,
        "{\"prerelease\": " + preRelease + "}");
  }

  /// Begins to upload an asset, and breaks the connection.
  void breakUpload(long release, String name) {
    String head =
        "POST /api/uploads/repos/"
            + TestWorld.REPOSITORY
            + "/releases/"
            + release
            + "/assets?name="
            + name
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + TestWorld.GITHUB_TOKEN
            + "\r\nContent-Length: 1000\r\n\r\nhalf";
    try (var socket =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), world.gitHub().serverUri().getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Commits a file to the tap's default branch, as a person would.
  void editTap(String name, String text) {
    Path clone = world.tap().path().resolveSibling("tap-clone");
    GitFolder edited = GitFolder.clone(world.tap().path(), clone);
    edited.commit(name, text, "Edit " + name);
    edited.git("push", "-q", "origin", "main");
  }

  /// Where GitHub keeps an asset's bytes.
  Path stored(ReleaseAsset asset) {
    return world
        .folder()
        .resolve("github")
        .resolve(TestWorld.REPOSITORY)
        .resolve("assets")
        .resolve(Long.toString(asset.id()))
        .resolve(asset.name());
  }

  /// Deletes an image tag.
  void deleteImageTag(String tag) {
    delete(registryFolder().resolve("_tags").resolve(tag));
  }

  /// Loses what an image tag names, and not the tag: a registry may list such a tag for good.
  void loseTagged(String tag) {
    delete(registryFolder().resolve("_manifests").resolve(world.image(tag).orElseThrow().hex()));
  }

  /// Deletes a blob of the image.
  void loseBlob(Digest blob) {
    delete(registryFolder().resolve("_blobs").resolve(blob.hex()));
  }

  private Path registryFolder() {
    return world
        .folder()
        .resolve("registry")
        .resolve("repositories")
        .resolve(world.repository().path());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void ask(String method, String token, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.gitHub().apiUri() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<InputStream> response = HttpTransport.overSockets().send(request);
      response.body().close();
      assertThat(response.statusCode()).isBetween(200, 299);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
