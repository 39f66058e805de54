package ai.stigmer.release.oci;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An OCI image index: one image's manifests by platform, with annotations (OCI image
/// specification, "Image Index").
///
/// @param entries the manifests, in their order
/// @param annotations what is said of the whole, sorted by key
public record ImageIndex(List<Entry> entries, Map<String, String> annotations) {

  /// The annotation that holds the commit the image was built from.
  public static final String REVISION = "org.opencontainers.image.revision";

  /// The annotation that holds the version, without `v`.
  public static final String VERSION = "org.opencontainers.image.version";

  /// The annotation that holds the reference of the image that the image begins with.
  public static final String BASE_NAME = "org.opencontainers.image.base.name";

  /// The annotation that holds the digest which that reference named.
  public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

  /// One platform's manifest.
  ///
  /// @param manifest what refers to it
  /// @param platform what it runs on
  public record Entry(Descriptor manifest, Platform platform) {}

  /// Copies the lists.
  public ImageIndex {
    entries = List.copyOf(entries);
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /// Reads an index, OCI's or Docker's. Entries without a platform (an attestation, say) are
  /// refused: this project writes none.
  ///
  /// @param source where it came from, as a problem names it
  /// @throws ReleaseException of kind remote if it is not one
  public static ImageIndex parse(Manifest manifest, String source) {
    Json json = Json.parse(manifest.content(), source);
    var entries = new ArrayList<Entry>();
    for (Json element : json.get("manifests").elements()) {
      Digest digest =
          Digest.find(element.text("digest"))
              .orElseThrow(() ->
                  ReleaseException.remote(source + " has an entry without a SHA-256 digest", ""));
      Json platform = element.get("platform");
      entries.add(
          new Entry(
              new Descriptor(element.text("mediaType"), digest, element.number("size")),
              new Platform(
                  platform.text("os"),
                  platform.text("architecture"),
                  platform.find("variant").map(Json::text).orElse(""))));
    }
    return new ImageIndex(entries, json.find("annotations").map(Json::texts).orElse(Map.of()));
  }

  /// The index as it is stored: the same entries and annotations always give the same bytes.
  public Manifest manifest() {
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaType.INDEX);
    json.put("manifests", entries.stream().map(ImageIndex::entry).toList());
    json.put("annotations", annotations);
    return new Manifest(MediaType.INDEX, Json.write(json));
  }

  /// The commit this index was built from, if it says.
  public Optional<String> revision() {
    return Optional.ofNullable(annotations.get(REVISION));
  }

  /// The version this index is of, without `v`, if it says.
  public Optional<String> version() {
    return Optional.ofNullable(annotations.get(VERSION));
  }

  private static Map<String, Object> entry(Entry entry) {
    var platform = new LinkedHashMap<String, Object>();
    platform.put("architecture", entry.platform().architecture());
    platform.put("os", entry.platform().os());
    if (!entry.platform().variant().isEmpty()) {
      platform.put("variant", entry.platform().variant());
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("mediaType", entry.manifest().mediaType());
    json.put("digest", entry.manifest().digest().toString());
    json.put("size", entry.manifest().size());
    json.put("platform", platform);
    return json;
  }
}
