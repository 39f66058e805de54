package ai.stigmer.release.oci;

import ai.stigmer.release.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A manifest that attaches one file to another manifest, its subject (OCI image specification,
/// "Guidelines for Artifact Usage").
///
/// @param subject what the file is about
/// @param artifactType what the file is, a media type
/// @param content the file
/// @param title the file's name
public record Referrer(Descriptor subject, String artifactType, Descriptor content, String title) {

  /// The content of [#CONFIG].
  public static final String CONFIG_CONTENT = "{}";

  /// The blob that stands where an image has its configuration.
  public static final Descriptor CONFIG =
      Descriptor.of(MediaType.EMPTY, CONFIG_CONTENT.getBytes(StandardCharsets.UTF_8));

  private static final String TITLE = "org.opencontainers.image.title";

  /// A file that is attached to a manifest.
  ///
  /// @param file the file's digest
  /// @param size its size in bytes
  public static Referrer of(
      Descriptor subject, String artifactType, String title, Digest file, long size) {
    return new Referrer(subject, artifactType, new Descriptor(artifactType, file, size), title);
  }

  /// The manifest as it is stored: the same subject and file always give the same bytes.
  public Manifest manifest() {
    var layer = json(content);
    layer.put("annotations", Map.of(TITLE, title));
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.MANIFEST);
    json.put("artifactType", artifactType);
    json.put("config", json(CONFIG));
    json.put("layers", List.of(layer));
    json.put("subject", json(subject));
    json.put("annotations", Map.of(TITLE, title));
    return new Manifest(MediaType.MANIFEST, Json.write(json));
  }

  /// Its entry in a list of referrers (OCI distribution specification, "Listing Referrers").
  public Map<String, Object> entry() {
    var entry = json(manifest().descriptor());
    entry.put("artifactType", artifactType);
    entry.put("annotations", Map.of(TITLE, title));
    return entry;
  }

  private static Map<String, Object> json(Descriptor descriptor) {
    var json = new LinkedHashMap<String, Object>();
    json.put("mediaType", descriptor.mediaType());
    json.put("digest", descriptor.digest().toString());
    json.put("size", descriptor.size());
    return json;
  }
}
