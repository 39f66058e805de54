package ai.stigmer.release.image;

import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.registry.RegistryCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Builds an image for all its platforms on this machine's disk, and sends nothing.
///
/// The digest depends on the specification, the identity, and the paths, contents and executable
/// bits of the layers' files, and on nothing else, but for the zlib beneath the JDK: all releases
/// of zlib itself compress alike, while a JDK linked against zlib-ng gives other (valid) layers.
public final class ImageBuilder {

  private final Registry bases;
  private final RegistryCredentials credentials;
  private final RetryPolicy retries;

  /// A builder.
  ///
  /// @param bases where base images are looked up
  /// @param credentials the logins with which they are pulled
  /// @param retries how often pulling one is tried
  public ImageBuilder(Registry bases, RegistryCredentials credentials, RetryPolicy retries) {
    this.bases = bases;
    this.credentials = credentials;
    this.retries = retries;
  }

  /// Builds an image. What an earlier build left in the work folder is used again where its content
  /// is the same.
  ///
  /// @param root the folder that the layers' sources are relative to
  /// @param workFolder where caches and the image go
  /// @throws ReleaseException of kind input if the specification asks for what cannot be; of kind
  ///   permission or remote if the base cannot be read; of kind remote if the disk is full
  public BuiltImage build(
      ImageSpec spec, ImageIdentity identity, Path root, Path workFolder, ImageListener listener) {
    checkPlatforms(spec.platforms());
    List<List<LayerFiles>> layers =
        spec.platforms().stream()
            .map(platform ->
                spec.layers().stream()
                    .flatMap(layer -> LayerFiles.read(layer, platform, root).stream())
                    .toList())
            .toList();
    Optional<BaseImage> base = base(spec);
    base.ifPresent(known -> listener.baseResolved(known.name(), known.digest()));
    SortedMap<String, String> labels = identity.labels(spec.labels(), base);
    var jib = new JibBuild(new JibFolders(workFolder.resolve("jib")), credentials, retries);
    try {
      OciLayout layout = OciLayout.at(workFolder.resolve("image"));
      var images = new ArrayList<PlatformImage>();
      // One after the other: jib would compress a layer that platforms share once for each.
      for (int index = 0; index < layers.size(); index++) {
        Platform platform = spec.platforms().get(index);
        listener.building(platform);
        Path tar = jib.build(spec, identity, labels, platform, layers.get(index), base);
        PlatformImage image = unpack(tar, platform, layout);
        listener.built(image);
        images.add(image);
      }
      var index =
          new ImageIndex(
              images.stream()
                  .map(image ->
                      new ImageIndex.Entry(image.manifest().descriptor(), image.platform()))
                  .toList(),
              ImageIdentity.annotations(labels));
      layout.setIndex(index.manifest());
      return new BuiltImage(layout, index, images, base.map(BaseImage::repository));
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The image could not be built in '" + workFolder + "'",
          "Check the free space and the permissions of that folder, or remove it.",
          failure);
    }
  }

  private static void checkPlatforms(List<Platform> platforms) {
    if (platforms.isEmpty()) {
      throw ReleaseException.input("The image has no platforms", "Name at least one.");
    }
    var seen = new HashSet<Platform>();
    for (Platform platform : platforms) {
      if (!seen.add(platform)) {
        throw ReleaseException.input(
            "The platform " + platform + " is named twice", "Name it once.");
      }
    }
  }

  private Optional<BaseImage> base(ImageSpec spec) {
    return spec.base().equals(ImageSpec.SCRATCH)
        ? Optional.empty()
        : Optional.of(BaseImage.resolve(spec.base(), bases));
  }

  /// Moves jib's image into the layout all platforms share.
  private static PlatformImage unpack(Path tar, Platform platform, OciLayout layout)
      throws IOException {
    var manifest = new ArrayList<Digest>();
    ArchiveReader.read(
        tar,
        ArchiveReader.Limits.NONE,
        (entry, content) -> {
          if (entry.path().startsWith("blobs/sha256/")) {
            layout.add(new Digest(entry.path().substring("blobs/sha256/".length())), content);
          } else if (entry.path().equals("index.json")) {
            Json index = Json.parse(content.readAllBytes(), "jib");
            index.get("manifests").elements().stream()
                .map(element -> Digest.of(element.text("digest")))
                .forEach(manifest::add);
          }
        });
    Files.delete(tar);
    byte[] bytes = Files.readAllBytes(layout.blob(manifest.getFirst()));
    return PlatformImage.parse(platform, new Manifest(MediaType.MANIFEST, bytes), "jib");
  }
}
