package ai.stigmer.release.testing;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A registry that keeps everything in memory, as strict as a real one: a blob must have its
/// digest, and a manifest is refused while anything it refers to is absent.
public final class InMemoryRegistry implements Registry {

  private final Map<Repository, Content> repositories = new HashMap<>();
  private boolean listless;
  private int writes;
  private long bytesReceived;

  private record Content(
      Map<Digest, byte[]> blobs, Map<Digest, Manifest> manifests, Map<String, Digest> tags) {

    Content() {
      this(new HashMap<>(), new HashMap<>(), new TreeMap<>());
    }

    Content copy() {
      return new Content(new HashMap<>(blobs), new HashMap<>(manifests), new TreeMap<>(tags));
    }
  }

  /// A registry that holds nothing.
  public InMemoryRegistry() {}

  /// A registry that holds what the other one does now.
  public InMemoryRegistry(InMemoryRegistry other) {
    other.repositories.forEach(
        (repository, content) -> repositories.put(repository, content.copy()));
    listless = other.listless;
  }

  @Override
  public Optional<Descriptor> resolve(Reference reference) {
    return manifest(reference).map(Manifest::descriptor);
  }

  @Override
  public Optional<Manifest> manifest(Reference reference) {
    Content content = content(reference.repository());
    Optional<Digest> digest =
        switch (reference) {
          case Reference.Tagged tagged -> Optional.ofNullable(content.tags.get(tagged.tag()));
          case Reference.ByDigest exact -> Optional.of(exact.digest());
        };
    return digest.flatMap(known -> Optional.ofNullable(content.manifests.get(known)));
  }

  @Override
  public List<String> tags(Repository repository) {
    return List.copyOf(content(repository).tags.keySet());
  }

  @Override
  public boolean hasBlob(Repository repository, Digest digest) {
    return content(repository).blobs.containsKey(digest);
  }

  @Override
  public BlobTransfer pushBlob(
      Repository repository, Descriptor blob, Path file, Optional<Repository> mountFrom) {
    if (holds(repository, blob.digest())) {
      return BlobTransfer.PRESENT;
    }
    writes++;
    Optional<byte[]> mounted =
        mountFrom
            .filter(source -> source.registry().equals(repository.registry()))
            .flatMap(source -> Optional.ofNullable(content(source).blobs.get(blob.digest())));
    content(repository).blobs.put(blob.digest(), mounted.orElseGet(() -> receive(blob, file)));
    return mounted.isPresent() ? BlobTransfer.MOUNTED : BlobTransfer.SENT;
  }

  @Override
  public byte[] blob(Repository repository, Digest digest, int limit) {
    byte[] blob =
        Optional.ofNullable(content(repository).blobs.get(digest))
            .orElseThrow(() -> refusal("BLOB_UNKNOWN", digest));
    if (blob.length > limit) {
      throw ReleaseException.remote(digest + " has more than " + limit + " bytes", "");
    }
    return blob.clone();
  }

  @Override
  public void download(Repository repository, Descriptor blob, Path file) {
    try {
      Files.write(file, blob(repository, blob.digest(), Math.toIntExact(blob.size())));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void tryWrite(Repository repository) {}

  @Override
  public Descriptor pushManifest(Reference reference, Manifest manifest) {
    Content content = content(reference.repository());
    Json json = Json.parse(manifest.content(), "the pushed manifest");
    json.find("manifests").map(Json::elements).orElse(List.of()).stream()
        .map(InMemoryRegistry::digest)
        .filter(child -> !content.manifests.containsKey(child))
        .forEach(child -> {
          throw refusal("MANIFEST_UNKNOWN", child);
        });
    json.find("config").map(InMemoryRegistry::digest).ifPresent(config -> check(content, config));
    json.find("layers").map(Json::elements).orElse(List.of()).stream()
        .map(InMemoryRegistry::digest)
        .forEach(layer -> check(content, layer));
    writes++;
    bytesReceived += manifest.content().length;
    put(reference, manifest);
    return manifest.descriptor();
  }

  @Override
  public List<Descriptor> referrers(Repository repository, Digest subject) {
    if (listless) {
      return List.of();
    }
    return content(repository).manifests.values().stream()
        .filter(manifest -> isAbout(manifest, subject))
        .map(Manifest::descriptor)
        .toList();
  }

  /// From now on it keeps no list of referrers, as GitLab's registry.
  public void listNoReferrers() {
    listless = true;
  }

  @Override
  public boolean keepsReferrers(Repository repository, Digest subject) {
    return !listless;
  }

  @Override
  public boolean attach(Repository repository, Referrer referrer) {
    Manifest manifest = referrer.manifest();
    pushManifest(new Reference.ByDigest(repository, manifest.digest()), manifest);
    return !listless;
  }

  private static boolean isAbout(Manifest manifest, Digest subject) {
    return Json.parse(manifest.content(), "the stored manifest")
        .find("subject")
        .map(InMemoryRegistry::digest)
        .filter(subject::equals)
        .isPresent();
  }

  /// Stores whatever it is, unchecked and uncounted, as if another tool had put it there.
  public void put(Reference reference, Manifest manifest) {
    Content content = content(reference.repository());
    switch (reference) {
      case Reference.Tagged tagged -> content.tags.put(tagged.tag(), manifest.digest());
      case Reference.ByDigest exact -> {
        if (!exact.digest().equals(manifest.digest())) {
          throw refusal("DIGEST_INVALID", exact.digest());
        }
      }
    }
    content.manifests.put(manifest.digest(), manifest);
  }

  /// The manifests that a repository holds.
  public Set<Digest> manifests(Repository repository) {
    return Set.copyOf(content(repository).manifests.keySet());
  }

  /// The blobs that a repository holds.
  public Set<Digest> blobs(Repository repository) {
    return Set.copyOf(content(repository).blobs.keySet());
  }

  /// How many blobs, mounts and manifests were written since the beginning.
  public int writes() {
    return writes;
  }

  /// How many bytes of blobs and manifests were received since the beginning.
  public long bytesReceived() {
    return bytesReceived;
  }

  /// Whether a repository holds a blob.
  public boolean holds(Repository repository, Digest blob) {
    return content(repository).blobs.containsKey(blob);
  }

  /// Loses a manifest, as a registry's garbage collection might.
  public void lose(Repository repository, Digest manifest) {
    content(repository).manifests.remove(manifest);
  }

  private byte[] receive(Descriptor blob, Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (!Digest.ofBytes(content).equals(blob.digest()) || content.length != blob.size()) {
        throw refusal("DIGEST_INVALID", blob.digest());
      }
      bytesReceived += content.length;
      return content;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Content content(Repository repository) {
    return repositories.computeIfAbsent(repository, absent -> new Content());
  }

  private static void check(Content content, Digest blob) {
    if (!content.blobs.containsKey(blob)) {
      throw refusal("MANIFEST_BLOB_UNKNOWN", blob);
    }
  }

  private static Digest digest(Json descriptor) {
    return Digest.of(descriptor.text("digest"));
  }

  private static ReleaseException refusal(String code, Digest digest) {
    return ReleaseException.remote("The registry answered " + code + " for " + digest, "");
  }
}
