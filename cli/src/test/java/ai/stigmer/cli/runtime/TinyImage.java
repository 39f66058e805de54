package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.json.Json;
import ai.stigmer.testing.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// An image of busybox, for this machine's architecture and another, put into a registry as an
/// index of two manifests. Images of different repositories share no layer, so that what one test
/// pulled is never present for the next.
final class TinyImage {

  private static final List<String> COMMANDS = List.of("sh", "sleep", "cat", "env", "id", "nc");
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "arm64", "aarch64", "amd64", "arm64", "amd64");

  private final String registry;
  private final String repository;
  private final HttpClient client = HttpClient.newHttpClient();

  /// What was put there.
  ///
  /// @param index the digest of the index
  /// @param foreign the digest of the manifest for the other architecture
  /// @param layers the digests of the layers of this machine's manifest
  record Pushed(String index, String foreign, List<String> layers) {}

  private record Blob(String digest, long size, String contentDigest) {}

  private TinyImage(String registry, String repository) {
    this.registry = registry;
    this.repository = repository;
  }

  /// Puts the image there, with layers of these many further bytes that do not compress.
  static Pushed push(
      String registry, String repository, String tag, Path folder, int... furtherLayers) {
    try {
      return new TinyImage(registry, repository).push(tag, folder, furtherLayers);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// The reference of the image in that registry, by the digest of its index.
  static ImageReference reference(String registry, String repository, String tag, Pushed pushed) {
    return new ImageReference(
        registry + "/" + repository, Optional.of(tag), Optional.of(pushed.index()));
  }

  private Pushed push(String tag, Path folder, int... furtherLayers)
      throws IOException, InterruptedException {
    var layers = new ArrayList<>(List.of(layer(busybox(folder.resolve("busybox")))));
    for (int number = 0; number < furtherLayers.length; number++) {
      Path random = Files.createDirectories(folder.resolve("random" + number));
      var bytes = new byte[furtherLayers[number]];
      new Random(number).nextBytes(bytes);
      Files.write(random.resolve("random" + number), bytes);
      mark(random);
      layers.add(layer(random));
    }
    String here = Tool.run("dpkg", "--print-architecture").strip();
    String elsewhere = ARCHITECTURES.getOrDefault(here, "amd64");
    String own = manifest(here, layers);
    String foreign = manifest(elsewhere, layers);
    byte[] index =
        bytes(
            Map.of(
                "schemaVersion",
                2,
                "mediaType",
                "application/vnd.oci.image.index.v1+json",
                "manifests",
                List.of(entry(own, here), entry(foreign, elsewhere))));
    put("manifests/" + tag, index, "application/vnd.oci.image.index.v1+json");
    return new Pushed(
        digest(index), digest(foreign.getBytes(UTF_8)), layers.stream().map(Blob::digest).toList());
  }

  private static Map<String, Object> entry(String manifest, String architecture) {
    return Map.of(
        "mediaType",
        "application/vnd.oci.image.manifest.v1+json",
        "digest",
        digest(manifest.getBytes(UTF_8)),
        "size",
        manifest.getBytes(UTF_8).length,
        "platform",
        Map.of("os", "linux", "architecture", architecture));
  }

  private String manifest(String architecture, List<Blob> layers)
      throws IOException, InterruptedException {
    byte[] configuration =
        bytes(
            Map.of(
                "architecture",
                architecture,
                "os",
                "linux",
                "created",
                "2026-01-02T03:04:05Z",
                "config",
                Map.of(
                    "Cmd",
                    List.of("/bin/sleep", "1000"),
                    "Labels",
                    Map.of("org.opencontainers.image.version", "1.2.3")),
                "rootfs",
                Map.of(
                    "type",
                    "layers",
                    "diff_ids",
                    layers.stream().map(Blob::contentDigest).toList())));
    Blob configurationBlob = upload(configuration, configuration);
    byte[] manifest =
        bytes(
            Map.of(
                "schemaVersion",
                2,
                "mediaType",
                "application/vnd.oci.image.manifest.v1+json",
                "config",
                descriptor("application/vnd.oci.image.config.v1+json", configurationBlob),
                "layers",
                layers.stream()
                    .map(layer -> descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer))
                    .toList()));
    put("manifests/" + digest(manifest), manifest, "application/vnd.oci.image.manifest.v1+json");
    return new String(manifest, UTF_8);
  }

  private static Map<String, Object> descriptor(String mediaType, Blob blob) {
    return Map.of("mediaType", mediaType, "digest", blob.digest(), "size", blob.size());
  }

  /// Otherwise layers made within one second would have the same digest.
  private void mark(Path layer) throws IOException {
    Files.writeString(layer.resolve("repository"), repository);
  }

  private Path busybox(Path root) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("tmp"));
    Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
    assertExecutable(bin.resolve("busybox"));
    for (String command : COMMANDS) {
      Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
    }
    mark(root);
    return root;
  }

  private static void assertExecutable(Path file) {
    if (!file.toFile().setExecutable(true, false)) {
      throw new IllegalStateException(file + " cannot be made executable");
    }
  }

  private Blob layer(Path folder) throws IOException, InterruptedException {
    Path tar = folder.resolveSibling(folder.getFileName() + ".tar");
    Tool.run("tar", "-C", folder.toString(), "-cf", tar.toString(), ".");
    byte[] content = Files.readAllBytes(tar);
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return upload(compressed.toByteArray(), content);
  }

  private Blob upload(byte[] bytes, byte[] content) throws IOException, InterruptedException {
    String uploads = "http://%s/v2/%s/blobs/uploads/".formatted(registry, repository);
    String location =
        send(HttpRequest.newBuilder(URI.create(uploads)).POST(BodyPublishers.noBody()))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String separator = location.contains("?") ? "&" : "?";
    URI upload = URI.create(uploads).resolve(location + separator + "digest=" + digest(bytes));
    send(
        HttpRequest.newBuilder(upload)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)));
    return new Blob(digest(bytes), bytes.length, digest(content));
  }

  private void put(String path, byte[] bytes, String mediaType)
      throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(
                URI.create("http://%s/v2/%s/%s".formatted(registry, repository, path)))
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response;
  }

  private static byte[] bytes(Map<String, Object> json) {
    return Json.write(json).getBytes(UTF_8);
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
