package ai.stigmer.release.image;

import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.registry.Registry.BlobTransfer;

/// Hears how building and pushing an image goes on.
public interface ImageListener {

  /// Hears nothing.
  ImageListener SILENT = new ImageListener() {};

  /// The base's name was resolved.
  ///
  /// @param name the base's reference
  /// @param digest what it names now
  default void baseResolved(String name, Digest digest) {}

  /// One platform's image is going to be built.
  default void building(Platform platform) {}

  /// One platform's image lies on the disk.
  default void built(PlatformImage image) {}

  /// A blob is going to be pushed.
  default void pushing(Platform platform, Descriptor blob) {}

  /// A blob is in the registry.
  ///
  /// @param transfer how it came to be there
  default void pushed(Platform platform, Descriptor blob, BlobTransfer transfer) {}

  /// One platform's manifest is in the registry, by its digest.
  default void manifestPushed(Platform platform, Descriptor manifest) {}

  /// The index is in the registry, by its digest.
  default void indexPushed(Descriptor index) {}
}
