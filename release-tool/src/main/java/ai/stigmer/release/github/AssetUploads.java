package ai.stigmer.release.github;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.http.RetryPolicy.PassingFailure;
import ai.stigmer.release.problem.ReleaseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/// Sends files to a release. The body is read from the file while it is sent, so that memory does
/// not grow with it.
final class AssetUploads {

  private static final long SLOWEST = 64 * 1024;

  private final ApiCalls calls;
  private final AssetDownloads downloads;

  AssetUploads(ApiCalls calls, AssetDownloads downloads) {
    this.calls = calls;
    this.downloads = downloads;
  }

  /// Makes a release have an asset with the bytes of an artifact.
  ///
  /// @param address where the release takes its assets
  ReleaseAsset upload(long release, URI address, Artifact artifact) {
    URI named = calls.access().checkUpload(URI.create(address + "?name=" + artifact.name()));
    return calls.create(
        "uploading " + artifact.name() + " to the release " + release,
        () -> present(release, artifact),
        () -> {
          try {
            return checked(send(named, artifact), artifact);
          } catch (RefusedAnswer refused) {
            if (!refused.answer().saysAlreadyExists()) {
              throw refused;
            }
            // Unless it is listed, a broken upload was in the way, which is deleted now.
            return present(release, artifact)
                .orElseThrow(
                    () -> new PassingFailure(refused.answer().toString(), Optional.empty()));
          }
        });
  }

  private ReleaseAsset send(URI address, Artifact artifact) throws IOException {
    Duration limit = ApiCalls.TIME_LIMIT.plusSeconds(artifact.size() / SLOWEST);
    return ReleaseAnswers.asset(
        calls.json(
            calls.exchange(
                ApiCalls.request()
                    .header("Content-Type", "application/octet-stream")
                    .timeout(limit)
                    .POST(body(artifact)),
                address)));
  }

  private static BodyPublisher body(Artifact artifact) {
    try {
      return BodyPublishers.ofFile(artifact.file());
    } catch (FileNotFoundException missing) {
      throw ReleaseException.input(
          "The file '"
              + artifact.file()
              + "' of the release asset '"
              + artifact.name()
              + "' cannot be read",
          "Check what the build commands wrote.");
    }
  }

  /// The asset of that name, if the release has it with the same bytes. What a broken upload left
  /// is deleted.
  private Optional<ReleaseAsset> present(long release, Artifact artifact) throws IOException {
    Optional<ReleaseAsset> found =
        calls.pages("/releases/" + release + "/assets", ApiCalls.LARGEST_PAGE).stream()
            .map(ReleaseAnswers::asset)
            .filter(asset -> asset.name().equals(artifact.name()))
            .findFirst();
    if (found.isPresent() && !found.get().uploaded()) {
      calls.delete("/releases/assets/" + found.get().id());
      return Optional.empty();
    }
    if (found.isPresent() && !isSame(found.get(), artifact)) {
      throw ReleaseException.conflict(
          "The release "
              + release
              + " of "
              + calls.access().repository()
              + " has another file named "
              + artifact.name(),
          "Delete that asset if the release is a draft; a published one never changes.");
    }
    return found;
  }

  private ReleaseAsset checked(ReleaseAsset asset, Artifact artifact) throws IOException {
    if (!asset.uploaded() || !asset.name().equals(artifact.name()) || !isSame(asset, artifact)) {
      calls.delete("/releases/assets/" + asset.id());
      throw new PassingFailure(
          "GitHub holds other bytes than " + artifact.file() + " has", Optional.empty());
    }
    return asset;
  }

  private boolean isSame(ReleaseAsset asset, Artifact artifact) throws IOException {
    // Enterprise servers before 3.18 give no digest.
    return asset.size() == artifact.size()
        && (asset.digest().isPresent()
            ? asset.digest().get().equals(artifact.digest())
            : downloads.digest(asset).equals(artifact.digest()));
  }
}
