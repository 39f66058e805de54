package ai.stigmer.release.rehearsal;

import ai.stigmer.release.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;

/// Blobs that are read (OCI distribution specification, "Pulling blobs").
final class EmbeddedRegistryBlobs {

  private final EmbeddedRegistryStorage storage;

  EmbeddedRegistryBlobs(EmbeddedRegistryStorage storage) {
    this.storage = storage;
  }

  void answer(EmbeddedRegistryExchange exchange, String name, String text) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> {
        Digest digest =
            Digest.find(text).orElseThrow(() -> EmbeddedRegistryError.invalidDigest(text));
        Path blob =
            storage.blob(name, digest).orElseThrow(() -> EmbeddedRegistryError.unknownBlob(text));
        exchange
            .say("Docker-Content-Digest", digest.toString())
            .send(200, "application/octet-stream", blob);
      }
      default -> throw EmbeddedRegistryError.unsupported(exchange.method());
    }
  }
}
