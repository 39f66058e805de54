package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;

/// Blobs that are read (OCI distribution specification, "Pulling blobs").
final class Blobs {

  private final Storage storage;

  Blobs(Storage storage) {
    this.storage = storage;
  }

  void answer(RegistryExchange exchange, String name, String text) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> {
        Digest digest = Digest.find(text).orElseThrow(() -> RegistryRefusal.invalidDigest(text));
        Path blob = storage.blob(name, digest).orElseThrow(() -> RegistryRefusal.unknownBlob(text));
        exchange
            .say("Docker-Content-Digest", digest.toString())
            .send(200, "application/octet-stream", blob);
      }
      default -> throw RegistryRefusal.unsupported(exchange.method());
    }
  }
}
