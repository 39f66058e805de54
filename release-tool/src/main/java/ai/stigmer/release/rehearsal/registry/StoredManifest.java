package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A manifest or index as far as a registry has to understand it.
final class StoredManifest {

  private final Descriptor descriptor;
  private final List<String> blobs = new ArrayList<>();
  private final List<String> manifests = new ArrayList<>();
  private final Optional<String> subject;
  private final Optional<String> artifactType;
  private final Map<String, String> annotations;

  /// Reads a manifest.
  ///
  /// @throws RegistryRefusal if it is not one, or not of that media type
  StoredManifest(String mediaType, byte[] content) throws RegistryRefusal {
    this.descriptor = Descriptor.of(mediaType, content);
    try {
      Json json = Json.parse(content, "the manifest");
      Optional<Json> config = json.find("config");
      Optional<String> own = json.find("mediaType").map(Json::text);
      if (mediaType.isEmpty() || (own.isPresent() && !own.get().equals(mediaType))) {
        throw RegistryRefusal.invalidManifest("its Content-Type is not its mediaType");
      }
      config.ifPresent(blob -> blobs.add(blob.text("digest")));
      elements(json, "layers").forEach(layer -> blobs.add(layer.text("digest")));
      elements(json, "manifests").forEach(child -> manifests.add(child.text("digest")));
      this.subject = json.find("subject").map(target -> target.text("digest"));
      this.artifactType =
          json.find("artifactType")
              .or(() -> config.flatMap(blob -> blob.find("mediaType")))
              .map(Json::text);
      this.annotations = json.find("annotations").map(Json::texts).orElse(Map.of());
    } catch (ReleaseException malformed) {
      throw RegistryRefusal.invalidManifest(malformed.problem().summary());
    }
  }

  /// The digests of the blobs it is made of.
  List<String> blobs() {
    return List.copyOf(blobs);
  }

  /// The digests of the manifests it lists.
  List<String> manifests() {
    return List.copyOf(manifests);
  }

  /// The digest of what it is about, if it is a referrer.
  Optional<String> subject() {
    return subject;
  }

  /// What it holds, as a list of referrers says it.
  Optional<String> artifactType() {
    return artifactType;
  }

  /// Its entry in a list of referrers.
  Map<String, Object> descriptor() {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("mediaType", descriptor.mediaType());
    entry.put("digest", descriptor.digest().toString());
    entry.put("size", descriptor.size());
    artifactType.ifPresent(type -> entry.put("artifactType", type));
    if (!annotations.isEmpty()) {
      entry.put("annotations", annotations);
    }
    return entry;
  }

  private static List<Json> elements(Json json, String name) {
    return json.find(name).map(Json::elements).orElse(List.of());
  }
}
