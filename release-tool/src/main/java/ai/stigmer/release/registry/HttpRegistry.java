package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCall.Access;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// [Registry] over HTTP (OCI distribution specification 1.1). Each method is one unit that is
/// repeated as a whole.
final class HttpRegistry implements Registry {

  private static final Map<String, String> ACCEPT =
      Map.of(
          "Accept",
          String.join(
              ", ",
              MediaType.INDEX,
              MediaType.MANIFEST,
              MediaType.DOCKER_INDEX,
              MediaType.DOCKER_MANIFEST));
  private static final int MANIFEST_LIMIT = 4 * 1024 * 1024;
  private static final Duration MANIFEST_TIME = Duration.ofMinutes(2);
  // What was read and not liked: so the right to write was there. The specification says 400.
  private static final Integer[] REFUSED_CONTENT = {400, 409, 412, 413, 415, 422};
  private static final String HUB = "docker.io";
  private static final String HUB_ADDRESS = "registry-1.docker.io";

  private final HttpTransport transport;
  private final RegistryCredentials credentials;
  private final RetryPolicy retries;
  private final Optional<Repository> written;
  private final Map<String, RegistryConnection> connections = new ConcurrentHashMap<>();

  /// @param written the repository that is going to be written, if one is
  HttpRegistry(
      HttpTransport transport,
      RegistryCredentials credentials,
      RetryPolicy retries,
      Optional<Repository> written) {
    this.transport = transport;
    this.credentials = credentials;
    this.retries = retries;
    this.written = written;
  }

  @Override
  public Optional<Descriptor> resolve(Reference reference) {
    RegistryCall call = manifestCall("HEAD", reference, "resolving " + reference, Access.PULL);
    return retries.run(
        call.what(),
        () -> {
          HttpResponse<InputStream> response =
              connection(reference.repository()).send(call.with(ACCEPT), 200, 404);
          response.body().close();
          Optional<Descriptor> described =
              response.statusCode() == 404 ? Optional.empty() : described(reference, response);
          // HEAD's 404 has no words to tell the registry's from a proxy's, and some registries
          // leave out the digest.
          return described.isPresent()
              ? described
              : fetchManifest(reference).map(Manifest::descriptor);
        });
  }

  @Override
  public Optional<Manifest> manifest(Reference reference) {
    return retries.run("reading " + reference, () -> fetchManifest(reference));
  }

  @Override
  public List<String> tags(Repository repository) {
    return new TagPages(connection(repository), repository, retries).read();
  }

  @Override
  public byte[] blob(Repository repository, Digest digest, int limit) {
    RegistryCall call = blobCall("GET", repository, digest, "reading " + digest + " of ");
    return retries.run(
        call.what(),
        () -> {
          byte[] content = read(connection(repository).send(call, 200), call, limit);
          requireDigest(digest, Digest.ofBytes(content), call);
          return content;
        });
  }

  @Override
  public void download(Repository repository, Descriptor blob, Path file) {
    Digest digest = blob.digest();
    RegistryCall call = blobCall("GET", repository, digest, "downloading " + digest + " of ");
    Path part = file.resolveSibling(file.getFileName() + ".part");
    retries.run(
        call.what(),
        () -> {
          try {
            Bodies.toFile(connection(repository).send(call, 200), part, blob.size());
            requireDigest(digest, Digest.ofFile(part), call);
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
          } finally {
            Files.deleteIfExists(part);
          }
        });
  }

  @Override
  public boolean hasBlob(Repository repository, Digest digest) {
    RegistryCall call = blobCall("HEAD", repository, digest, "looking for " + digest + " in ");
    return retries.run(
        call.what(),
        () -> {
          HttpResponse<InputStream> response = connection(repository).send(call, 200, 404);
          response.body().close();
          return response.statusCode() == 200;
        });
  }

  @Override
  public BlobTransfer pushBlob(
      Repository repository, Descriptor blob, Path file, Optional<Repository> mountFrom) {
    var push = new BlobPush(connection(repository), repository, blob, file, mountFrom);
    return retries.run(push.what(), push);
  }

  @Override
  public List<Descriptor> referrers(Repository repository, Digest subject) {
    return referrersOf(repository).list(subject);
  }

  @Override
  public boolean keepsReferrers(Repository repository, Digest subject) {
    return referrersOf(repository).areKept(subject);
  }

  @Override
  public boolean attach(Repository repository, Referrer referrer) {
    return referrersOf(repository).attach(referrer);
  }

  private Referrers referrersOf(Repository repository) {
    return new Referrers(this, connection(repository), repository, retries);
  }

  @Override
  public void tryWrite(Repository repository) {
    Reference unlike = new Reference.ByDigest(repository, Digest.ofBytes(new byte[0]));
    RegistryCall call =
        manifestCall("PUT", unlike, "trying to write to " + repository, Access.PUSH)
            .with(Map.of("Content-Type", MediaType.INDEX))
            .sending(BodyPublishers.ofString("{}"), MANIFEST_TIME);
    retries.run(
        call.what(),
        () -> {
          Bodies.discard(connection(repository).send(call, REFUSED_CONTENT));
          return repository;
        });
  }

  @Override
  public Descriptor pushManifest(Reference reference, Manifest manifest) {
    storedSubject(reference, manifest);
    return manifest.descriptor();
  }

  /// Stores a manifest, and gives the subject that the registry says it took note of.
  Optional<Digest> storedSubject(Reference reference, Manifest manifest) {
    RegistryCall call =
        manifestCall("PUT", reference, "storing " + reference, Access.PUSH)
            .with(Map.of("Content-Type", manifest.mediaType()))
            .sending(BodyPublishers.ofByteArray(manifest.content()), MANIFEST_TIME);
    return retries.run(
        call.what(),
        () -> {
          HttpResponse<InputStream> response = connection(reference.repository()).send(call, 201);
          Bodies.discard(response);
          Optional<Digest> stored = digest(response);
          if (stored.isPresent()) {
            requireDigest(manifest.digest(), stored.get(), call);
          }
          return response.headers().firstValue("OCI-Subject").flatMap(Digest::find);
        });
  }

  private Optional<Manifest> fetchManifest(Reference reference) throws IOException {
    RegistryConnection connection = connection(reference.repository());
    RegistryCall call =
        manifestCall("GET", reference, "reading " + reference, Access.PULL).with(ACCEPT);
    HttpResponse<InputStream> response = connection.send(call, 200, 404);
    if (response.statusCode() == 404) {
      RegistryErrors errors = connection.errors(response);
      if (errors.sayUnknown()) {
        return Optional.empty();
      }
      throw connection.failure(call, response, errors);
    }
    byte[] content = read(response, call, MANIFEST_LIMIT);
    var manifest = new Manifest(mediaType(response, content, reference), content);
    Optional<Digest> named = digest(response);
    if (named.isPresent()) {
      requireDigest(named.get(), manifest.digest(), call);
    }
    requireNamed(reference, manifest.digest(), call);
    return Optional.of(manifest);
  }

  private static Optional<Descriptor> described(
      Reference reference, HttpResponse<InputStream> response) {
    Optional<Digest> digest = digest(response);
    Optional<String> mediaType = contentType(response);
    // HEAD's length is that of the content; a registry behind a compressing proxy leaves it out.
    long size =
        response
            .headers()
            .firstValue("Content-Length")
            .filter(value -> value.matches("[0-9]{1,18}"))
            .map(Long::parseLong)
            .orElse(0L);
    if (digest.isEmpty() || mediaType.isEmpty() || size <= 0) {
      return Optional.empty();
    }
    return Optional.of(new Descriptor(mediaType.get(), digest.get(), size))
        .filter(found ->
            switch (reference) {
              case Reference.Tagged _ -> true;
              case Reference.ByDigest byDigest -> byDigest.digest().equals(found.digest());
            });
  }

  private static String mediaType(
      HttpResponse<InputStream> response, byte[] content, Reference reference) {
    return contentType(response)
        .orElseGet(() -> Json.parse(content, reference.toString()).text("mediaType"));
  }

  /// An answer's media type, without its parameters.
  static Optional<String> contentType(HttpResponse<InputStream> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.replaceFirst(";.*", "").strip())
        .filter(type -> !type.isEmpty());
  }

  private static Optional<Digest> digest(HttpResponse<InputStream> response) {
    return response.headers().firstValue("Docker-Content-Digest").flatMap(Digest::find);
  }

  private static byte[] read(HttpResponse<InputStream> response, RegistryCall call, int limit)
      throws IOException {
    byte[] content = Bodies.readBeginning(response, limit + 1);
    if (content.length > limit) {
      throw ReleaseException.remote(
          call.uri().getHost() + " answered with more than " + limit + " bytes, " + call.what(),
          "Nothing this tool writes is that large: look at what is there.");
    }
    return content;
  }

  private static void requireNamed(Reference reference, Digest found, RegistryCall call) {
    switch (reference) {
      case Reference.Tagged _ -> {}
      case Reference.ByDigest byDigest -> requireDigest(byDigest.digest(), found, call);
    }
  }

  private static void requireDigest(Digest expected, Digest found, RegistryCall call) {
    if (!expected.equals(found)) {
      throw ReleaseException.remote(
          call.uri().getHost()
              + " has "
              + found
              + " in place of "
              + expected
              + ", found while "
              + call.what(),
          "The registry, or something on the way to it, changes content: it cannot be used.");
    }
  }

  private RegistryCall manifestCall(
      String method, Reference reference, String what, Access access) {
    Repository repository = reference.repository();
    URI uri = connection(repository).address(repository.path() + "/manifests/" + reference.name());
    return RegistryCall.of(method, uri, what, repository, access);
  }

  private RegistryCall blobCall(String method, Repository repository, Digest digest, String what) {
    return RegistryCall.of(
        method,
        connection(repository).address(repository.path() + "/blobs/" + digest),
        what + repository,
        repository,
        Access.PULL);
  }

  private RegistryConnection connection(Repository repository) {
    return connections.computeIfAbsent(
        repository.registry(),
        registry -> {
          // Docker Hub's name is not its address.
          String host = registry.equals(HUB) ? HUB_ADDRESS : registry;
          String scheme = repository.isLoopback() ? "http" : "https";
          return new RegistryConnection(
              transport,
              URI.create(scheme + "://" + host),
              new Authentication(transport, registry, credentials, written));
        });
  }
}
