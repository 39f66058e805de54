package ai.stigmer.release.apply;

import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The digests of release assets: as the host gives them, else read from the bytes it serves. The
/// bytes of an asset that was uploaded never change, so they are read once in a run.
final class AssetDigests {

  private final ReleaseHost host;
  private final Map<Long, Digest> read = new HashMap<>();

  AssetDigests(ReleaseHost host) {
    this.host = host;
  }

  /// The asset with its digest; an upload that broke has none.
  ReleaseAsset withDigest(ReleaseAsset asset) {
    if (asset.digest().isPresent() || !asset.uploaded()) {
      return asset;
    }
    return new ReleaseAsset(
        asset.id(),
        asset.name(),
        asset.size(),
        asset.uploaded(),
        Optional.of(read.computeIfAbsent(asset.id(), id -> download(asset))));
  }

  private Digest download(ReleaseAsset asset) {
    try {
      Path file = Files.createTempFile("asset", null);
      try {
        host.download(asset, file);
        return Digest.ofFile(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw ReleaseException.remote(
          "The release asset " + asset.name() + " could not be read",
          "Check the space in the folder for temporary files.",
          unwritable);
    }
  }
}
