package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.oci.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Uploads of blobs (OCI distribution specification, "Pushing blobs"): in one piece, in chunks, or
/// mounted from another repository. An upload does not outlive the server.
final class Uploads {

  private final Storage storage;
  private final Map<String, String> repositories = new ConcurrentHashMap<>();

  Uploads(Storage storage) {
    this.storage = storage;
  }

  void answer(RegistryExchange exchange, String name, String id) throws IOException {
    if (id.isEmpty() && exchange.method().equals("POST")) {
      open(exchange, name);
      return;
    }
    if (!name.equals(repositories.get(id))) {
      throw RegistryRefusal.unknownUpload();
    }
    switch (exchange.method()) {
      case "GET" -> progress(exchange, name, id).send(204);
      case "PATCH" -> {
        append(exchange, id);
        progress(exchange, name, id).send(202);
      }
      case "PUT" -> commit(exchange, name, id);
      case "DELETE" -> {
        drop(id);
        exchange.send(204);
      }
      default -> throw RegistryRefusal.unsupported(exchange.method());
    }
  }

  private void open(RegistryExchange exchange, String name) throws IOException {
    Optional<Digest> mount = exchange.parameter("mount").flatMap(Digest::find);
    Optional<String> source = exchange.parameter("from").filter(RegistryRoutes::isName);
    if (mount.isPresent()
        && source.isPresent()
        && storage.blob(source.get(), mount.get()).isPresent()) {
      storage.addBlob(name, mount.get());
      created(exchange, name, mount.get());
      return;
    }
    String id = storage.openUpload();
    repositories.put(id, name);
    if (exchange.parameter("digest").isPresent()) {
      commit(exchange, name, id);
    } else {
      progress(exchange, name, id).send(202);
    }
  }

  private void commit(RegistryExchange exchange, String name, String id) throws IOException {
    String text = exchange.parameter("digest").orElse("");
    append(exchange, id);
    Optional<Digest> digest = Digest.find(text);
    if (digest.isEmpty() || !storage.commitUpload(id, name, digest.get())) {
      drop(id);
      throw RegistryRefusal.invalidDigest(text);
    }
    repositories.remove(id);
    created(exchange, name, digest.get());
  }

  private void append(RegistryExchange exchange, String id) throws IOException {
    long expected = storage.uploaded(id);
    Optional<String> range = exchange.header("Content-Range");
    if (range.isPresent() && !range.get().startsWith(expected + "-")) {
      throw new RegistryRefusal(416, "BLOB_UPLOAD_INVALID", "the next chunk begins at " + expected);
    }
    storage.append(id, exchange.body());
  }

  private void drop(String id) throws IOException {
    repositories.remove(id);
    storage.dropUpload(id);
  }

  private RegistryExchange progress(RegistryExchange exchange, String name, String id)
      throws IOException {
    return exchange
        .say("Location", "/v2/" + name + "/blobs/uploads/" + id)
        .say("Docker-Upload-Uuid", id)
        .say("Range", "0-" + Math.max(0, storage.uploaded(id) - 1));
  }

  private static void created(RegistryExchange exchange, String name, Digest digest)
      throws IOException {
    exchange
        .say("Location", "/v2/" + name + "/blobs/" + digest)
        .say("Docker-Content-Digest", digest.toString())
        .send(201);
  }
}
