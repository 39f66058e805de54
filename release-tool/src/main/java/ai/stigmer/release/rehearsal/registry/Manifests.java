package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Manifests, their tags and their referrers (OCI distribution specification, "Pushing Manifests",
/// "Listing Tags", "Listing Referrers").
final class Manifests {

  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
  private static final int LARGEST = 4 * 1024 * 1024;

  private final Storage storage;
  private final boolean listsReferrers;

  Manifests(Storage storage, boolean listsReferrers) {
    this.storage = storage;
    this.listsReferrers = listsReferrers;
  }

  void answer(RegistryExchange exchange, String name, String reference) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> {
        Digest digest = resolve(name, reference);
        exchange
            .say("Docker-Content-Digest", digest.toString())
            .send(200, mediaType(name, digest), storage.content(digest));
      }
      case "PUT" -> store(exchange, name, reference);
      case "DELETE" -> {
        Digest digest = resolve(name, reference);
        if (Digest.find(reference).isPresent()) {
          storage.removeManifest(name, digest);
        } else {
          storage.removeTag(name, reference);
        }
        exchange.send(202);
      }
      default -> throw RegistryRefusal.unsupported(exchange.method());
    }
  }

  /// Answers with the tags after `last`, at most `n` of them, and a link to the next.
  void list(RegistryExchange exchange, String name) throws IOException {
    if (!storage.hasRepository(name)) {
      throw RegistryRefusal.unknownRepository(name);
    }
    String last = exchange.parameter("last").orElse("");
    List<String> rest = storage.tags(name).stream().filter(tag -> tag.compareTo(last) > 0).toList();
    int limit =
        exchange
            .parameter("n")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(Integer::parseInt)
            .orElse(Integer.MAX_VALUE);
    List<String> page = rest.stream().limit(limit).toList();
    if (page.size() < rest.size() && !page.isEmpty()) {
      String next = URLEncoder.encode(page.getLast(), StandardCharsets.UTF_8);
      exchange.say(
          "Link", "</v2/" + name + "/tags/list?last=" + next + "&n=" + limit + ">; rel=\"next\"");
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("name", name);
    answer.put("tags", page);
    exchange.send(200, "application/json", Json.write(answer));
  }

  /// Answers with an index of the manifests whose subject is that digest.
  void refer(RegistryExchange exchange, String name, String subject) throws IOException {
    if (Digest.find(subject).isEmpty()) {
      throw RegistryRefusal.invalidDigest(subject);
    }
    Optional<String> wanted = exchange.parameter("artifactType");
    var referrers = new ArrayList<Map<String, Object>>();
    for (Digest digest : storage.manifests(name)) {
      byte[] content = Files.readAllBytes(storage.content(digest));
      var manifest = new StoredManifest(mediaType(name, digest), content);
      if (manifest.subject().equals(Optional.of(subject))
          && (wanted.isEmpty() || wanted.equals(manifest.artifactType()))) {
        referrers.add(manifest.descriptor());
      }
    }
    if (wanted.isPresent()) {
      exchange.say("OCI-Filters-Applied", "artifactType");
    }
    var index = new LinkedHashMap<String, Object>();
    index.put("schemaVersion", 2);
    index.put("mediaType", MediaType.INDEX);
    index.put("manifests", referrers);
    exchange.send(200, MediaType.INDEX, Json.write(index));
  }

  private void store(RegistryExchange exchange, String name, String reference) throws IOException {
    byte[] content = exchange.body().readNBytes(LARGEST + 1);
    if (content.length > LARGEST) {
      throw new RegistryRefusal(413, "SIZE_INVALID", "a manifest has at most 4 MiB");
    }
    String mediaType = exchange.header("Content-Type").orElse("");
    var manifest = new StoredManifest(mediaType, content);
    requireParts(name, manifest);
    Digest digest = Digest.ofBytes(content);
    Optional<Digest> named = Digest.find(reference);
    if (named.isPresent() && !named.get().equals(digest)) {
      throw RegistryRefusal.invalidDigest(reference);
    }
    if (named.isEmpty() && !TAG.matcher(reference).matches()) {
      throw new RegistryRefusal(400, "TAG_INVALID", "not a tag");
    }
    storage.addManifest(name, digest, mediaType, content);
    if (named.isEmpty()) {
      storage.setTag(name, reference, digest);
    }
    manifest
        .subject()
        .filter(subject -> listsReferrers)
        .ifPresent(subject -> exchange.say("OCI-Subject", subject));
    exchange
        .say("Location", "/v2/" + name + "/manifests/" + reference)
        .say("Docker-Content-Digest", digest.toString())
        .send(201);
  }

  private void requireParts(String name, StoredManifest manifest) throws IOException {
    for (String blob : manifest.blobs()) {
      if (Digest.find(blob).flatMap(digest -> storage.blob(name, digest)).isEmpty()) {
        throw RegistryRefusal.missingPart(blob);
      }
    }
    for (String child : manifest.manifests()) {
      Optional<Digest> digest = Digest.find(child);
      if (digest.isEmpty() || storage.manifest(name, digest.get()).isEmpty()) {
        throw RegistryRefusal.missingPart(child);
      }
    }
  }

  private Digest resolve(String name, String reference) throws IOException {
    Optional<Digest> digest = Digest.find(reference);
    if (digest.isEmpty() && TAG.matcher(reference).matches()) {
      digest = storage.tag(name, reference);
    }
    if (digest.isEmpty() || storage.manifest(name, digest.get()).isEmpty()) {
      throw RegistryRefusal.unknownManifest(reference);
    }
    return digest.get();
  }

  private String mediaType(String name, Digest digest) throws IOException {
    return storage
        .manifest(name, digest)
        .orElseThrow(() -> RegistryRefusal.unknownManifest(digest.toString()));
  }
}
