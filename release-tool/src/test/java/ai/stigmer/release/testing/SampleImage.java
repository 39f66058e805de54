package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small image: a configuration and one layer, which is an empty archive followed by the image's
/// name.
///
/// @param config its configuration's descriptor
/// @param layer its layer's descriptor
/// @param manifest its manifest
/// @param folder where the two blobs are, each named after its digest's digits
public record SampleImage(Descriptor config, Descriptor layer, Manifest manifest, Path folder) {

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final int EMPTY_ARCHIVE = 1024;

  /// Makes an image whose bytes follow from its name.
  public static SampleImage make(Path folder, String name) {
    Descriptor layer = write(folder, LAYER, ("\0".repeat(EMPTY_ARCHIVE) + name).getBytes(UTF_8));
    var config = new LinkedHashMap<String, Object>();
    config.put("architecture", "amd64");
    config.put("os", "linux");
    config.put("config", Map.of("Labels", Map.of("name", name)));
    config.put("rootfs", rootFileSystem(layer));
    Descriptor configuration = write(folder, CONFIG, Json.write(config));
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MediaType.MANIFEST);
    manifest.put("config", json(configuration));
    manifest.put("layers", List.of(json(layer)));
    return new SampleImage(
        configuration, layer, new Manifest(MediaType.MANIFEST, Json.write(manifest)), folder);
  }

  /// Pushes the blobs, then the manifest by that reference.
  public Descriptor push(Registry registry, Reference reference) {
    pushBlobs(registry, reference.repository());
    return registry.pushManifest(reference, manifest);
  }

  /// Pushes the blobs alone.
  public void pushBlobs(Registry registry, Repository repository) {
    registry.pushBlob(repository, layer, file(layer), Optional.empty());
    registry.pushBlob(repository, config, file(config), Optional.empty());
  }

  /// Where a blob's content is.
  public Path file(Descriptor blob) {
    return folder.resolve(blob.digest().hex());
  }

  private static Descriptor write(Path folder, String mediaType, byte[] content) {
    try {
      Descriptor blob = Descriptor.of(mediaType, content);
      Files.write(folder.resolve(blob.digest().hex()), content);
      return blob;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, Object> rootFileSystem(Descriptor layer) {
    var rootFileSystem = new LinkedHashMap<String, Object>();
    rootFileSystem.put("type", "layers");
    rootFileSystem.put("diff_ids", List.of(layer.digest().toString()));
    return rootFileSystem;
  }

  private static Map<String, Object> json(Descriptor blob) {
    var json = new LinkedHashMap<String, Object>();
    json.put("mediaType", blob.mediaType());
    json.put("digest", blob.digest().toString());
    json.put("size", blob.size());
    return json;
  }
}
