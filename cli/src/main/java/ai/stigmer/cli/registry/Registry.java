package ai.stigmer.cli.registry;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The registry of an image, asked as anyone may ask it.
///
/// @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
///   distribution specification</a>
/// @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
///   authentication</a>
public final class Registry {

  // As large as registries take a manifest (OCI distribution specification, "Pushing Manifests").
  private static final long LARGEST = 4L << 20;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String MANIFESTS =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final String DOCKER_HUB = "docker.io";
  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]+){3})(?::[0-9]+)?");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(Redirect.NORMAL).build();
  private final ImageReference image;
  private final Name name;
  private Optional<String> token = Optional.empty();

  private record Name(String host, String path) {

    /// Docker Hub's short names are spelt out, as every runtime does it.
    static Name of(String repository) {
      int slash = repository.indexOf('/');
      String first = slash < 0 ? "" : repository.substring(0, slash);
      if (first.equals("localhost") || first.contains(".") || first.contains(":")) {
        return first.equals(DOCKER_HUB)
            ? of(repository.substring(slash + 1))
            : new Name(first, repository.substring(slash + 1));
      }
      return new Name(DOCKER_HUB, slash < 0 ? "library/" + repository : repository);
    }

    URI manifest(String tagOrDigest) {
      String scheme = LOOPBACK.matcher(host).matches() ? "http" : "https";
      String server = host.equals(DOCKER_HUB) ? "registry-1.docker.io" : host;
      return URI.create(scheme + "://" + server + "/v2/" + path + "/manifests/" + tagOrDigest);
    }
  }

  private Registry(ImageReference image) {
    this.image = image;
    this.name = Name.of(image.repository());
  }

  /// The name by which a person logs in to the image's registry.
  public static String hostOf(ImageReference image) {
    return Name.of(image.repository()).host();
  }

  /// What the image's registry says about the image for that platform.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public static Manifest look(ImageReference image, Platform platform) throws InterruptedException {
    try {
      return new Registry(image).manifest(platform);
    } catch (IOException | IllegalArgumentException unusable) {
      return new Manifest.Unknown();
    }
  }

  private Manifest manifest(Platform platform) throws IOException, InterruptedException {
    HttpResponse<String> response = get(image.digest().or(image::tag).orElseThrow());
    if (response.statusCode() != 200) {
      return refusal(response);
    }
    Json manifest = Json.parse(response.body());
    if (manifest.at("manifests").isPresent()) {
      Optional<String> child =
          manifest.at("manifests").items().stream()
              .filter(entry -> platform.equals(platform(entry)))
              .findFirst()
              .flatMap(entry -> entry.at("digest").text());
      if (child.isEmpty()) {
        return new Manifest.Absent();
      }
      response = get(child.get());
      if (response.statusCode() != 200) {
        return refusal(response);
      }
      manifest = Json.parse(response.body());
    }
    List<Manifest.Layer> layers =
        manifest.at("layers").items().stream()
            .map(layer ->
                new Manifest.Layer(
                    layer.at("digest").textOrEmpty(), layer.at("size").number().orElse(0)))
            .toList();
    return new Manifest.Found(layers);
  }

  private static Platform platform(Json entry) {
    return Platform.of(
        entry.at("platform", "os").textOrEmpty(),
        entry.at("platform", "architecture").textOrEmpty());
  }

  private static Manifest refusal(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 401, 403 -> new Manifest.Denied();
      case 404 -> new Manifest.Absent();
      default -> new Manifest.Unknown();
    };
  }

  private HttpResponse<String> get(String tagOrDigest) throws IOException, InterruptedException {
    HttpResponse<String> response = request(name.manifest(tagOrDigest));
    if (response.statusCode() == 401 && token.isEmpty()) {
      token = anonymousToken(response.headers().firstValue("WWW-Authenticate").orElse(""));
      return token.isPresent() ? request(name.manifest(tagOrDigest)) : response;
    }
    return response;
  }

  private HttpResponse<String> request(URI uri) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).header("Accept", MANIFESTS);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
  }

  private Optional<String> anonymousToken(String challenge)
      throws IOException, InterruptedException {
    if (!challenge.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    var parameters =
        PARAMETER
            .matcher(challenge)
            .results()
            .collect(
                Collectors.toMap(
                    found -> found.group(1), found -> found.group(2), (first, _) -> first));
    String realm = parameters.getOrDefault("realm", "");
    if (!realm.startsWith("https://")) {
      return Optional.empty();
    }
    String query =
        "service=%s&scope=%s"
            .formatted(
                encoded(parameters.getOrDefault("service", "")),
                encoded("repository:" + name.path() + ":pull"));
    Json answer = Json.parse(request(URI.create(realm + "?" + query)).body());
    return answer.at("token").text().or(() -> answer.at("access_token").text());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
