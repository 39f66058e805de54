package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.oci.Digest;
import java.util.Optional;

/// A file a release wants on GitHub.
///
/// @param name its file name
/// @param artifactType the media type of a document about the image, which is also attached to the
///   image's index as a referrer; nothing for any other file
/// @param recorded the digest that the published release's checksums file gives it
/// @param artifact the file as built from the release's commit
public record DesiredAsset(
    String name,
    Optional<String> artifactType,
    Optional<Digest> recorded,
    Optional<Artifact> artifact) {

  /// A file of which only the name is known.
  public static DesiredAsset unbuilt(String name) {
    return new DesiredAsset(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A document about the image, of which only the name is known.
  public static DesiredAsset unbuiltReferrer(String name, String artifactType) {
    return new DesiredAsset(name, Optional.of(artifactType), Optional.empty(), Optional.empty());
  }

  /// The file's digest, once it is known.
  public Optional<Digest> digest() {
    return recorded.or(() -> artifact.map(Artifact::digest));
  }

  /// This file as it was built.
  DesiredAsset built(Artifact file) {
    return new DesiredAsset(name, artifactType, recorded, Optional.of(file));
  }
}
