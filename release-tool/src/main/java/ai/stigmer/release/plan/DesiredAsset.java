package ai.stigmer.release.plan;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.oci.Digest;
import java.util.Optional;

/// A file a release wants on GitHub.
///
/// @param name its file name
/// @param recorded the digest that the published release's checksums file gives it
/// @param artifact the file as built from the release's commit
public record DesiredAsset(String name, Optional<Digest> recorded, Optional<Artifact> artifact) {

  /// A file of which only the name is known.
  public static DesiredAsset unbuilt(String name) {
    return new DesiredAsset(name, Optional.empty(), Optional.empty());
  }

  /// The file's digest, once it is known.
  public Optional<Digest> digest() {
    return recorded.or(() -> artifact.map(Artifact::digest));
  }
}
