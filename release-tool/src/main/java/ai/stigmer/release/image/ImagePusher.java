package ai.stigmer.release.image;

import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import java.util.HashSet;

/// Pushes a built image by its digest, without a name: layers, configurations, manifests, and last
/// the index, so that nothing in the registry ever refers to what is not there.
public final class ImagePusher {

  private final Registry registry;

  /// A pusher to that registry.
  public ImagePusher(Registry registry) {
    this.registry = registry;
  }

  /// What a push did.
  ///
  /// @param index the image, as the registry confirmed it
  /// @param blobsSent how many blobs were sent
  /// @param bytesSent how many bytes of blobs, manifests and index were sent
  public record Pushed(Descriptor index, int blobsSent, long bytesSent) {}

  /// Makes an image exist in a repository. What is there already is not sent again.
  public Pushed push(BuiltImage image, Repository repository, ImageListener listener) {
    var present = new HashSet<Digest>();
    int blobsSent = 0;
    long bytesSent = 0;
    for (PlatformImage platform : image.platforms()) {
      for (Descriptor blob : platform.blobs()) {
        if (present.add(blob.digest())
            && push(image, platform, blob, repository, listener) == BlobTransfer.SENT) {
          blobsSent++;
          bytesSent += blob.size();
        }
      }
    }
    for (PlatformImage platform : image.platforms()) {
      Descriptor manifest = platform.manifest().descriptor();
      registry.pushManifest(
          new Reference.ByDigest(repository, manifest.digest()), platform.manifest());
      bytesSent += manifest.size();
      listener.manifestPushed(platform.platform(), manifest);
    }
    Descriptor index =
        registry.pushManifest(new Reference.ByDigest(repository, image.digest()), image.manifest());
    listener.indexPushed(index);
    return new Pushed(index, blobsSent, bytesSent + index.size());
  }

  private BlobTransfer push(
      BuiltImage image,
      PlatformImage platform,
      Descriptor blob,
      Repository repository,
      ImageListener listener) {
    listener.pushing(platform.platform(), blob);
    BlobTransfer transfer =
        registry.pushBlob(
            repository,
            blob,
            image.layout().blob(blob.digest()),
            image.base().filter(base -> base.registry().equals(repository.registry())));
    listener.pushed(platform.platform(), blob, transfer);
    return transfer;
  }
}
