package ai.stigmer.release.image;

import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a registry holds of an image: one request for the index, one for each platform.
public final class ImageReader {

  private final Registry registry;

  /// A reader of that registry.
  public ImageReader(Registry registry) {
    this.registry = registry;
  }

  /// The image behind a reference, or nothing if the reference names nothing.
  public Optional<PublishedImage> read(Reference reference) {
    return registry.manifest(reference).map(manifest -> read(reference, manifest));
  }

  /// The configurations and layers that an image refers to and the registry does not have: a
  /// request for each.
  public List<Digest> missingBlobs(PublishedImage image) {
    Repository repository = image.reference().repository();
    return image.index().map(ImageIndex::entries).orElse(List.of()).stream()
        .flatMap(entry ->
            registry
                .manifest(new Reference.ByDigest(repository, entry.manifest().digest()))
                .map(manifest ->
                    PlatformImage.parse(entry.platform(), manifest, repository.toString()))
                .stream())
        .flatMap(platform -> platform.blobs().stream())
        .map(Descriptor::digest)
        .distinct()
        .filter(blob -> !registry.hasBlob(repository, blob))
        .toList();
  }

  /// Brings an image to this machine's disk. What the layout holds already is not downloaded again.
  ///
  /// @throws ReleaseException of kind remote if it is not there whole
  public LocalImage download(Reference.ByDigest reference, OciLayout layout) {
    Repository repository = reference.repository();
    ImageIndex index = ImageIndex.parse(required(reference), reference.toString());
    var platforms = new ArrayList<PlatformImage>();
    for (ImageIndex.Entry entry : index.entries()) {
      Manifest manifest = required(new Reference.ByDigest(repository, entry.manifest().digest()));
      PlatformImage image = PlatformImage.parse(entry.platform(), manifest, repository.toString());
      for (Descriptor blob : image.blobs()) {
        if (!layout.holds(blob.digest())) {
          registry.download(repository, blob, layout.blob(blob.digest()));
        }
      }
      platforms.add(image);
    }
    return new LocalImage(reference.digest(), index.annotations(), platforms, layout);
  }

  /// The index that a manifest is, or nothing if it is no index or another make's.
  public static Optional<ImageIndex> index(Reference reference, Manifest manifest) {
    if (!List.of(MediaType.INDEX, MediaType.DOCKER_INDEX).contains(manifest.mediaType())) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImageIndex.parse(manifest, reference.toString()));
    } catch (ReleaseException foreign) {
      // The bytes are what their digest says, so reading again will not help: it is someone else's.
      return Optional.empty();
    }
  }

  private Manifest required(Reference reference) {
    return registry
        .manifest(reference)
        .orElseThrow(() ->
            ReleaseException.remote(
                reference + " is not in the registry any more", "Run again to push it."));
  }

  private PublishedImage read(Reference reference, Manifest manifest) {
    Optional<ImageIndex> index = index(reference, manifest);
    List<Digest> missing =
        index.map(ImageIndex::entries).orElse(List.of()).stream()
            .map(entry -> entry.manifest().digest())
            .filter(child ->
                registry.resolve(new Reference.ByDigest(reference.repository(), child)).isEmpty())
            .toList();
    return new PublishedImage(reference, manifest.descriptor(), index, missing);
  }
}
