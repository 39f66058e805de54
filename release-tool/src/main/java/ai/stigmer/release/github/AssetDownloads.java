package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.Links;
import ai.stigmer.release.http.RetryPolicy.PassingFailure;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Reads assets' bytes.
final class AssetDownloads {

  private static final int REDIRECTS = 5;

  private final ApiCalls calls;

  AssetDownloads(ApiCalls calls) {
    this.calls = calls;
  }

  /// Writes an asset to a file, which appears only when it is whole.
  void toFile(ReleaseAsset asset, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    calls.run(
        "downloading the asset " + asset.name(),
        () -> {
          try {
            Bodies.toFile(open(asset), part, asset.size());
            if (Files.size(part) != asset.size()
                || (asset.digest().isPresent()
                    && !asset.digest().get().equals(Digest.ofFile(part)))) {
              throw new PassingFailure(
                  "Other bytes came than GitHub announced for " + asset.name(), Optional.empty());
            }
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
          } finally {
            Files.deleteIfExists(part);
          }
        });
  }

  /// An asset's bytes as text.
  String text(ReleaseAsset asset, int limit) {
    if (asset.size() > limit) {
      throw ReleaseException.remote(
          "The asset " + asset.name() + " has more than " + limit + " bytes", "");
    }
    return calls.run(
        "downloading the asset " + asset.name(),
        () -> new String(Bodies.read(open(asset), limit), StandardCharsets.UTF_8));
  }

  /// The digest of an asset's bytes, for a server that does not say it.
  Digest digest(ReleaseAsset asset) throws IOException {
    Path copy = Files.createTempFile("asset", "");
    try {
      Bodies.toFile(open(asset), copy, asset.size());
      return Digest.ofFile(copy);
    } finally {
      Files.delete(copy);
    }
  }

  private HttpResponse<InputStream> open(ReleaseAsset asset) throws IOException {
    URI address = calls.access().address("/releases/assets/" + asset.id());
    for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
      HttpResponse<InputStream> response =
          calls.exchange(
              HttpRequest.newBuilder()
                  .header("Accept", "application/octet-stream")
                  .timeout(ApiCalls.TIME_LIMIT),
              address);
      if (response.statusCode() < 300) {
        return response;
      }
      Bodies.discard(response);
      address =
          Links.location(response)
              .orElseThrow(() ->
                  ReleaseException.remote(
                      "GitHub redirected the download of " + asset.name() + " to nowhere", ""));
    }
    throw ReleaseException.remote(
        "GitHub redirected the download of " + asset.name() + " too often", "");
  }
}
