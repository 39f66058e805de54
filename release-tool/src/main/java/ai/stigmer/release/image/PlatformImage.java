package ai.stigmer.release.image;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.List;

/// One platform's image: its manifest and what that refers to (OCI image specification, "Image
/// Manifest").
///
/// @param platform what it runs on
/// @param manifest the manifest
/// @param config its configuration
/// @param layers its layers, the lowest first
public record PlatformImage(
    Platform platform, Manifest manifest, Descriptor config, List<Descriptor> layers) {

  /// Copies the list.
  public PlatformImage {
    layers = List.copyOf(layers);
  }

  /// Reads a manifest.
  ///
  /// @param source where it came from, as a problem names it
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if it is not one
  public static PlatformImage parse(Platform platform, Manifest manifest, String source) {
    Json json = Json.parse(manifest.content(), source);
    return new PlatformImage(
        platform,
        manifest,
        descriptor(json.get("config"), source),
        json.get("layers").elements().stream().map(layer -> descriptor(layer, source)).toList());
  }

  /// The blobs, in the order they are pushed: the layers, then the configuration.
  public List<Descriptor> blobs() {
    var blobs = new ArrayList<>(layers);
    blobs.add(config);
    return List.copyOf(blobs);
  }

  /// What a client downloads, in bytes: the compressed layers and the configuration.
  public long size() {
    return blobs().stream().mapToLong(Descriptor::size).sum();
  }

  private static Descriptor descriptor(Json json, String source) {
    Digest digest =
        Digest.find(json.text("digest"))
            .orElseThrow(() ->
                ReleaseException.remote(source + " has an entry without a SHA-256 digest", ""));
    return new Descriptor(json.text("mediaType"), digest, json.number("size"));
  }
}
