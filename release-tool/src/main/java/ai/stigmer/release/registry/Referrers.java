package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCall.Access;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The referrers of a repository's manifests (OCI distribution specification, "Listing Referrers").
/// A registry before 1.1 keeps no list of them; its clients then keep an index under a tag of the
/// subject ("Referrers Tag Schema").
final class Referrers {

  private static final int MOST_PAGES = 1000;
  // Registries have no compare-and-swap: whoever finds that its entry was overwritten writes again.
  private static final int ROUNDS = 5;

  private final HttpRegistry registry;
  private final RegistryConnection connection;
  private final Repository repository;
  private final RetryPolicy retries;

  Referrers(
      HttpRegistry registry,
      RegistryConnection connection,
      Repository repository,
      RetryPolicy retries) {
    this.registry = registry;
    this.connection = connection;
    this.repository = repository;
    this.retries = retries;
  }

  List<Descriptor> list(Digest subject) {
    return offered(subject)
        .orElseGet(() ->
            entries(listed(subject)).entrySet().stream()
                .filter(entry -> isThere(entry.getKey()))
                .map(entry -> descriptor(entry.getKey(), entry.getValue()))
                .toList());
  }

  boolean areKept(Digest subject) {
    return offered(subject).isPresent() || hasTag(subject);
  }

  boolean attach(Referrer referrer) {
    Manifest manifest = referrer.manifest();
    Optional<Digest> noted =
        registry.storedSubject(new ByDigest(repository, manifest.digest()), manifest);
    if (noted.equals(Optional.of(referrer.subject().digest()))) {
      return true;
    }
    boolean listable = hasTag(referrer.subject().digest());
    if (listable) {
      enter(referrer);
    }
    return listable;
  }

  private record Page(List<Descriptor> referrers, Optional<URI> next) {}

  // Nothing if the registry has no such endpoint.
  private Optional<List<Descriptor>> offered(Digest subject) {
    RegistryCall call =
        RegistryCall.of(
            "GET",
            connection.address(repository.path() + "/referrers/" + subject),
            "listing the referrers of " + new ByDigest(repository, subject),
            repository,
            Access.PULL);
    var referrers = new ArrayList<Descriptor>();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      RegistryCall current = call;
      Optional<Page> page = retries.run(call.what(), () -> page(current));
      if (page.isEmpty()) {
        return Optional.empty();
      }
      referrers.addAll(page.get().referrers());
      if (page.get().next().isEmpty()) {
        return Optional.of(List.copyOf(referrers));
      }
      call = call.at(page.get().next().get());
    }
    throw ReleaseException.remote(
        repository.registry() + " does not end while " + call.what(),
        "Report it to whoever runs the registry.");
  }

  private Optional<Page> page(RegistryCall call) throws IOException {
    // A registry without this endpoint says so by 404, but some by another refusal, and ghcr.io by
    // sending its clients to a web page.
    HttpResponse<InputStream> response =
        connection.send(call, 200, 301, 302, 303, 307, 308, 400, 404, 405, 406, 501);
    if (response.statusCode() != 200 || !isJson(response)) {
      Bodies.discard(response);
      return Optional.empty();
    }
    Json index = Json.parse(Bodies.read(response, Bodies.JSON_LIMIT), repository.registry());
    List<Descriptor> referrers =
        index.find("manifests").map(Json::elements).orElse(List.of()).stream()
            .flatMap(entry ->
                Digest.find(entry.text("digest")).map(digest -> descriptor(digest, entry)).stream())
            .toList();
    return Optional.of(new Page(referrers, NextPage.of(connection, call, response)));
  }

  private static boolean isJson(HttpResponse<InputStream> response) {
    return HttpRegistry.contentType(response).filter(type -> type.endsWith("json")).isPresent();
  }

  // Reads, writes what is missing, and reads again: entries of others that this run saw stay, and
  // one that was overwritten meanwhile is entered again.
  private void enter(Referrer referrer) {
    Digest subject = referrer.subject().digest();
    Digest own = referrer.manifest().digest();
    // In one order, whoever came first: the same referrers make the same list.
    var wanted = new TreeMap<Digest, Object>(Comparator.comparing(Digest::hex));
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Json> list = listed(subject);
      Map<Digest, Json> found = entries(list);
      found.forEach((digest, entry) -> wanted.putIfAbsent(digest, entry.value()));
      wanted.putIfAbsent(own, referrer.entry());
      if (found.keySet().containsAll(wanted.keySet())) {
        return;
      }
      // A registry takes no index that names a manifest it does not have.
      wanted.keySet().removeIf(digest -> !digest.equals(own) && !isThere(digest));
      registry.pushManifest(tag(subject), index(list, List.copyOf(wanted.values())));
    }
    throw ReleaseException.remote(
        tag(subject) + " is overwritten by others as soon as it is written",
        "Run again when nothing else attaches to this image.");
  }

  // GitLab takes sha256-HEX for the digest sha256:HEX: there is no such tag to keep a list under.
  private boolean hasTag(Digest subject) {
    return !registry.digest(tag(subject)).equals(Optional.of(subject));
  }

  private Optional<Json> listed(Digest subject) {
    Tagged tag = tag(subject);
    return registry
        .manifest(tag)
        .filter(manifest -> !manifest.digest().equals(subject))
        .map(manifest -> {
          if (!manifest.mediaType().equals(MediaType.INDEX)) {
            throw ReleaseException.remote(
                tag + " is no list of referrers but " + manifest.mediaType(),
                "Delete that tag: its name belongs to the list (OCI distribution specification,"
                    + " \"Referrers Tag Schema\").");
          }
          return Json.parse(manifest.content(), tag.toString());
        });
  }

  private static Map<Digest, Json> entries(Optional<Json> list) {
    var entries = new LinkedHashMap<Digest, Json>();
    for (Json entry :
        list.flatMap(index -> index.find("manifests")).map(Json::elements).orElse(List.of())) {
      Digest.find(entry.text("digest")).ifPresent(digest -> entries.put(digest, entry));
    }
    return entries;
  }

  private static Manifest index(Optional<Json> list, List<Object> entries) {
    var index = new LinkedHashMap<String, Object>();
    index.put("schemaVersion", 2);
    index.put("mediaType", MediaType.INDEX);
    list.ifPresent(
        before -> before.members().forEach((name, value) -> index.put(name, value.value())));
    index.put("manifests", entries);
    return new Manifest(MediaType.INDEX, Json.write(index));
  }

  private boolean isThere(Digest manifest) {
    return registry.resolve(new ByDigest(repository, manifest)).isPresent();
  }

  private static Descriptor descriptor(Digest digest, Json entry) {
    return new Descriptor(entry.text("mediaType"), digest, entry.number("size"));
  }

  private Tagged tag(Digest subject) {
    return new Tagged(repository, "sha256-" + subject.hex());
  }
}
