package ai.stigmer.release.apply;

import ai.stigmer.release.image.ImageListener;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.registry.Registry.BlobTransfer;

/// Tells an [ApplyListener] which blobs of an image were sent.
record SentBlobs(ApplyListener listener) implements ImageListener {

  @Override
  public void pushed(Platform platform, Descriptor blob, BlobTransfer transfer) {
    listener.sent(platform.toString(), transfer == BlobTransfer.SENT ? blob.size() : 0);
  }
}
