package ai.stigmer.release.image;

import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Reference;
import java.util.List;
import java.util.Optional;

/// An image as a registry holds it.
///
/// @param reference the name it was found under
/// @param descriptor what refers to it
/// @param index its index, or nothing if what is there is none, or none this project could have
///   written
/// @param missing the manifests its index refers to that the registry does not have
public record PublishedImage(
    Reference reference, Descriptor descriptor, Optional<ImageIndex> index, List<Digest> missing) {

  /// Copies the list.
  public PublishedImage {
    missing = List.copyOf(missing);
  }

  /// Its digest.
  public Digest digest() {
    return descriptor.digest();
  }

  /// Whether it is an index whose manifests are all there.
  public boolean isWhole() {
    return index.isPresent() && missing.isEmpty();
  }
}
